namespace Jobbers.Analyzers.Tests;

/// <summary>One source a rule that shows it; a rule without one here fails the tests. Those of JOB101–119 are the declaration cases.</summary>
internal static class ScratchProject
{
    public const string Baseline = """{ "a@1": { "order_id": { "type": "int32", "required": true } } }""";

    private const string Retried = "[RegisterTask(\"a\", ExpectedExceptions = [typeof(TimeoutException)], MaxRetries = 3)]";

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["JOB201"] = "[RegisterTask(\"a\", MaxHeartbeatInterval = 30)] public static async Task Run(TaskContext context, CancellationToken ct) { context.Heartbeat(); await Task.Delay(60_000, ct); for (var i = 0; i < 9; i++) { await Task.Delay(i, ct); } }",
        ["JOB202"] = "[RegisterTask(\"a\")] public static async Task Run(CancellationToken ct) { while (true) { await Task.Delay(1, ct); } }",
        ["JOB203"] = "[RegisterTask(\"a\")] public static Task Run(TaskContext context) { context.Heartbeat(); return Task.CompletedTask; }",
        ["JOB210"] = Retried + " public static async Task<string> Run(string url, [FromServices] System.Net.Http.HttpClient http, CancellationToken ct) => await http.GetStringAsync(url, ct);",
        ["JOB211"] = Retried + " public static Task Run(int n) => n > 0 ? Task.CompletedTask : throw new InvalidOperationException();",
        ["JOB212"] = "[RegisterTask(\"a\", ExpectedExceptions = [typeof(SystemException), typeof(TimeoutException)])] public static Task Run() => Task.CompletedTask;",
        ["JOB214"] = "[RegisterTask(\"a\", MaxRetries = 3)] public static Task Run() => Task.CompletedTask;",
        ["JOB221"] = "[RegisterTask(\"a\")] public static async Task Run() => await Task.Yield();",
        ["JOB222"] = "[RegisterTask(\"a\")] public static async Task Run(CancellationToken ct) => await Task.Delay(1);",
        ["JOB223"] = "[RegisterTask(\"a\")] public static async Task Run(CancellationToken ct) { try { await Task.Delay(1, ct); } catch (OperationCanceledException) { } }",
        ["JOB231"] = "[RegisterTask(\"a\")] public static async Task Run(CancellationToken ct) { Thread.Sleep(1); await Task.Delay(1, ct); }",
        ["JOB301"] = "[RegisterTask(\"a\")] public static Task Run(int number) => Task.FromResult(number);",
        ["JOB302"] = "[RegisterTask(\"b\")] public static Task Run(int number) => Task.FromResult(number);",
    };

    public static string Source(string id)
    {
        if (Bodies.TryGetValue(id, out var body))
            return $"public static class T {{ {body} }}";
        var shown = DeclarationCases.Invalid.Select(row => row.Data).FirstOrDefault(marked => marked.Contains($"{{|{id}:", StringComparison.Ordinal));
        return shown is null ? throw new KeyNotFoundException($"{id} is shown by no source: add one") : new Marked(shown).Source;
    }
}
