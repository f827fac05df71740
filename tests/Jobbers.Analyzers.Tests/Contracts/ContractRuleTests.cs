using Jobbers.Analyzers.CodeFixes;
using Jobbers.Analyzers.Contracts;
using Jobbers.Analyzers.Tests.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.Tests.Contracts;

public sealed class ContractRuleTests
{
    private const string Old = "{\n  \"a@1\": {\n    \"order_id\": {\n      \"type\": \"int32\",\n      \"required\": true\n    }\n  }\n}\n";
    private const string Twice = """
        {
          "a@1": { "order_id": { "type": "int32", "required": true } },
          "c@3": {
            "names": { "type": "list", "of": { "type": "string" }, "required": true },
            "section": { "type": "object", "members": {} }
          },
          "c@4": { "n": { "type": "int32" } }
        }
        """;

    private const string Grown = "{\n  \"a@1\": {\n    \"note\": {\n      \"type\": \"string\",\n      \"nullable\": true\n    },\n    \"order_id\": {\n      \"type\": \"int32\",\n      \"required\": true\n    }\n  }\n}\n";

    [Theory]
    [InlineData("int orderId", null)]
    [InlineData("int orderId, CancellationToken ct", null)]
    [InlineData("[Required] int orderId", null)]
    [InlineData("int orderId, string? note", "JOB302")]
    [InlineData("long orderId", "JOB302")]
    [InlineData("int orderId, string note", "JOB301")]
    [InlineData("int id", "JOB301")]
    [InlineData("short orderId", "JOB301")]
    public async Task A_task_is_held_to_its_baseline(string parameters, string? expected)
    {
        var found = await FindAsync($$"""public class T { [RegisterTask("a")] public Task Run({{parameters}}) => Task.CompletedTask; }""", Old);
        Assert.Equal(expected is null ? [] : [(expected, "Run")], found.Select(d => (d.Id, d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
    }

    [Fact]
    public async Task The_message_names_every_break()
    {
        var only = Assert.Single(await FindAsync("""public class T { [RegisterTask("a")] public Task Run(int id) => Task.CompletedTask; }""", Old));
        Assert.Equal(
            "Stored tasks and callers of 'a' version 1 would not survive this: 'order_id' was removed or renamed; 'id' is new and required. Make it a new version, or accept it into jobbers.contracts.json",
            only.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Without_a_baseline_nothing_is_said() =>
        Assert.Empty(await FindAsync("""public class T { [RegisterTask("a")] public Task Run(int id) => Task.CompletedTask; }""", baseline: null));

    /// <summary>A null that is refused already is refused by the type too: nothing that a caller could feel.</summary>
    [Fact]
    public async Task A_null_that_is_refused_one_way_or_the_other_is_the_same_contract()
    {
        const string Refused = """{ "a@1": { "s": { "type": "string", "required": true } } }""";
        Assert.Empty(await FindAsync("""public class T { [RegisterTask("a")] public Task Run([Required(AllowEmptyStrings = true)] string? s) => Task.CompletedTask; }""", Refused));
        Assert.Empty(await FindAsync("""public class T { [RegisterTask("a")] public Task Run(string s) => Task.CompletedTask; }""", Refused));
        var taken = Refused.Replace("\"required\": true", "\"nullable\": true, \"required\": true", StringComparison.Ordinal);
        var only = Assert.Single(await FindAsync("""public class T { [RegisterTask("a")] public Task Run([Required(AllowEmptyStrings = true)] string? s) => Task.CompletedTask; }""", taken));
        Assert.Contains(": 's' no longer takes null. ", only.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>JsonElement takes null as a value of its own; only JsonElement? has one to refuse.</summary>
    [Theory]
    [InlineData("[Required] System.Text.Json.JsonElement s", null)]
    [InlineData("[Required] System.Text.Json.JsonElement? s", "JOB301")]
    public async Task Json_of_any_kind_takes_null_until_it_is_refused(string parameter, string? expected) => Assert.Equal(
        expected is null ? [] : [expected],
        (await FindAsync(
            $$"""public class T { [RegisterTask("a")] public Task Run({{parameter}}) => Task.CompletedTask; }""",
            """{ "a@1": { "s": { "type": "json", "required": true } } }""")).Select(d => d.Id));

    [Theory]
    [InlineData("{ \"a@1\": { }, }", 14)]
    [InlineData("{\n<<<<<<< HEAD\n  \"a@1\": { }\n=======\n>>>>>>> main\n}", 2)]
    [InlineData("{ \"a@1\": { }", 12)]
    [InlineData("[]", 0)]
    public async Task A_file_that_cannot_be_read_is_no_silence(string baseline, int at)
    {
        var only = Assert.Single(await FindAsync("""public class T { [RegisterTask("a")] public Task Run(int id) => Task.CompletedTask; }""", baseline));
        Assert.Equal(("JOB301", DiagnosticSeverity.Error, ContractBaseline.FileName, at), (only.Id, only.Severity, only.Location.GetLineSpan().Path, only.Location.SourceSpan.Start));
        Assert.Equal(
            "jobbers.contracts.json is no JSON object, so no contract is checked: repair it here (a merge conflict, a trailing comma?), or restore it from version control",
            only.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, true)]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, false)]
    public async Task A_task_that_is_gone_is_missed_by_the_program_only(OutputKind kind, bool isMissed)
    {
        var found = await FindAsync("public class P { public static void Main() { } }", Old, kind);
        Assert.Equal(isMissed ? [(ContractBaseline.FileName, Old.IndexOf("\"a@1\"", StringComparison.Ordinal), 5)] : [],
            found.Select(d => (d.Location.GetLineSpan().Path, d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
    }

    [Fact]
    public Task JOB301_becomes_a_new_version_beside_the_old_one() => FixAsync<ContractBreak, ContractBreakFix>(
        """
        public static class T
        {
            [RegisterTask("a", Queue = "q", UniqueBy = ["id"])]
            internal static async Task {|JOB301:Run|}(Guid id, CancellationToken ct) => await Task.Delay(1, ct);

            [RegisterTask("c", Version = 3)]
            public static Task {|JOB301:Other|}(int n) => Task.CompletedTask;
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", Version = 2, Queue = "q", UniqueBy = ["id"])]
            internal static async Task Run(Guid id, CancellationToken ct) => await Task.Delay(1, ct);

            /// <summary>Version 1: tasks stored, and calls made, before version 2.</summary>
            [RegisterTask("a", Version = 1, Queue = "q")]
            internal static Task RunV1(int orderId, CancellationToken ct) =>
                throw new NotImplementedException("Do here what version 1 asks for.");

            [RegisterTask("c", Version = 5)]
            public static Task Other(int n) => Task.CompletedTask;

            /// <summary>Version 3: tasks stored, and calls made, before version 5.</summary>
            [RegisterTask("c", Version = 3)]
            public static Task OtherV3(string[] names, System.Text.Json.JsonElement? section = null) =>
                throw new NotImplementedException("Do here what version 3 asks for.");
        }
        """,
        Twice, Twice, "NewVersion");

    [Fact]
    public Task JOB301_is_accepted_into_the_baseline() => FixAsync<ContractBreak, ContractBreakFix>(
        """public class T { [RegisterTask("a")] public Task {|JOB301:Run|}(int orderId, string? note) => Task.CompletedTask; }""",
        """public class T { [RegisterTask("a")] public Task Run(int orderId, string? note) => Task.CompletedTask; }""",
        Grown.Replace("\"order_id\"", "\"number\"", StringComparison.Ordinal), Grown, "Accept");

    [Fact]
    public Task JOB302_is_accepted_into_the_baseline_all_at_once() => FixAsync<ContractNotRecorded, ContractNotRecordedFix>(
        """
        public class T
        {
            [RegisterTask("b")] public Task {|JOB302:B|}() => Task.CompletedTask;
            [RegisterTask("a")] public Task {|JOB302:A|}(int orderId, string? note) => Task.CompletedTask;
        }
        """,
        """
        public class T
        {
            [RegisterTask("b")] public Task B() => Task.CompletedTask;
            [RegisterTask("a")] public Task A(int orderId, string? note) => Task.CompletedTask;
        }
        """,
        Old, Grown.Replace("\n  }\n}", "\n  },\n  \"b@1\": {}\n}", StringComparison.Ordinal), "Accept");

    private static Task FixAsync<TAnalyzer, TFix>(string before, string after, string baselineBefore, string baselineAfter, string key)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new() =>
        FixTest<TAnalyzer, TFix>.RunAsync(before, after, key, baseline: (baselineBefore, baselineAfter));

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(string source, string? baseline, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        AdditionalText[] files = baseline is null ? [] : [new BaselineText(baseline)];
        var found = await Analysis.Compile(source, kind)
            .WithAnalyzers([new ContractBreak(), new ContractNotRecorded()], new AnalyzerOptions([.. files]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return found;
    }

    private sealed class BaselineText(string text) : AdditionalText
    {
        public override string Path => ContractBaseline.FileName;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
