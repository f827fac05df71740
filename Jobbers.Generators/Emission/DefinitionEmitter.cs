using System.Globalization;
using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The catalog entry of a task, with all that it needs inside.</summary>
internal static class DefinitionEmitter
{
    public static void Write(SourceWriter code, TaskModel task)
    {
        var result = task.Target.Result;
        var parameters = task.Parameters.Name;
        var type = $"{Names.Catalog}TaskDescriptor<{parameters}{(result is null ? "" : ", " + result.DeclaredName)}>";
        code.Line().Doc("summary", $"What task {task.Name}, version {task.Version}, was turned into.");
        code.Line(Names.Tool);
        code.Open($"internal static class {task.DefinitionName}");
        code.Line($"private static readonly {Names.Catalog}PayloadCodec<{parameters}> Codec = new ParametersCodec();");
        if (result is not null)
            code.Line($"private static readonly {Names.Catalog}PayloadCodec<{result.DeclaredName}> ResultCodec = new TaskResultCodec();");
        code.Line();
        code.Doc("summary", "The catalog entry.");
        code.Line($"internal static readonly {type} Descriptor = new()").Line("{");
        foreach (var property in Properties(task))
        {
            foreach (var line in (property + ",").Split('\n'))
                code.Indented(line);
        }

        code.Line("};");

        InvokerEmitter.Write(code, task);
        if (task.Policy.ExpectedExceptions.Count > 0)
        {
            code.Line().Line("private static bool IsExpected(global::System.Exception exception) =>");
            code.Indented($"exception is {string.Join(" or ", task.Policy.ExpectedExceptions)};");
        }

        if (task.UniqueBy.Count > 0)
            WriteUniqueValues(code, task);
        CodecEmitter.WriteCodec(code, "ParametersCodec", task.Parameters);
        if (result is not null)
            CodecEmitter.WriteCodec(code, "TaskResultCodec", result);
        foreach (var helper in CodecCalls.HelpersOf(result is null ? [task.Parameters] : [task.Parameters, result]))
            CodecEmitter.WriteHelper(code, helper);
        code.Close();
    }

    private static IEnumerable<string> Properties(TaskModel task)
    {
        yield return $"Name = {LiteralText.Quote(task.Name)}";
        yield return $"Version = {task.Version.ToString(CultureInfo.InvariantCulture)}";
        yield return $"Queue = {LiteralText.Quote(task.Policy.Queue)}";
        yield return $"Priority = {task.Policy.Priority.ToString(CultureInfo.InvariantCulture)}";
        if (PolicyText(task.Policy) is { } policy)
            yield return $"Policy = {policy}";
        if (task.Policy.Cron is { } cron)
            yield return $"Recurrence = {Recurrence(task, cron)}";
        if (task.Description is { } description)
            yield return $"Description = {LiteralText.Quote(description)}";
        yield return $"DeclaredBy = {LiteralText.Quote(task.DeclaredBy)}";
        yield return $"ParametersSchema = \"\"\"{SchemaEmitter.Schema(task.Parameters, task.Description)}\"\"\"u8.ToArray()";
        if (task.Target.Result is { } result)
            yield return $"ResultSchema = \"\"\"{SchemaEmitter.Schema(result)}\"\"\"u8.ToArray()";
        yield return $"Contract = \"\"\"{ContractEmitter.Contract(task.Parameters)}\"\"\"";
        var sensitive = SensitivePaths.Of(task).ToList();
        if (sensitive.Count > 0)
            yield return $"SensitivePaths = [{string.Join(", ", sensitive.Select(LiteralText.Quote))}]";
        if (task.Policy.ExpectedExceptions.Count > 0)
            yield return "IsExpected = IsExpected";
        yield return "Invoke = InvokeAsync";
        if (task.Target.Arguments.Concat(task.Target.ConstructorArguments).Any(a => a.Kind == ArgumentKind.Service))
            yield return "NeedsServices = true";
        yield return "Codec = Codec";
        if (task.Target.Result is not null)
            yield return "ResultCodec = ResultCodec";
        if (task.UniqueBy.Count > 0)
            yield return "WriteUniqueValues = WriteUniqueValues";
    }

    private static string Recurrence(TaskModel task, string cron)
    {
        var zone = task.Policy.CronTimeZone is { } name ? ", " + LiteralText.Quote(name) : "";
        var occurrence = task.Parameters.Shape!.Members.FirstOrDefault(static member => member.IsOccurrence);
        var given = occurrence is null ? "" : $" {{ OccurrenceParameter = {LiteralText.Quote(occurrence.WireName)} }}";
        return $"new {Names.Declaration}TaskRecurrence({LiteralText.Quote(cron)}{zone}){given}";
    }

    /// <summary>Only what differs from the defaults; null when nothing does.</summary>
    private static string? PolicyText(PolicyModel policy)
    {
        var set = new List<string>();
        Add("MaxRetries", policy.MaxRetries?.ToString(CultureInfo.InvariantCulture));
        Add("RetryDelay", Seconds(policy.RetryDelay));
        Add("Backoff", Member("BackoffStrategy", policy.Backoff));
        Add("MaxRetryDelay", Seconds(policy.MaxRetryDelay));
        Add("Timeout", Seconds(policy.Timeout));
        Add("MaxHeartbeatInterval", Seconds(policy.MaxHeartbeatInterval));
        Add("DeadLetterPolicy", Member("DeadLetterPolicy", policy.DeadLetterPolicy));
        Add("OnShutdown", Member("ShutdownPolicy", policy.OnShutdown));
        Add("MaxConcurrent", policy.MaxConcurrent?.ToString(CultureInfo.InvariantCulture));
        Add("MaxCrashes", policy.MaxCrashes?.ToString(CultureInfo.InvariantCulture));
        Add("KeepResult", policy.DropsResult ? "false" : null);
        return set.Count == 0 ? null : $"new {Names.Declaration}TaskPolicy\n{{\n{string.Concat(set.Select(s => $"    {s},\n"))}}}";

        void Add(string name, string? value)
        {
            if (value is not null)
                set.Add($"{name} = {value}");
        }
    }

    private static string? Seconds(double? value) =>
        value is { } seconds ? $"global::System.TimeSpan.FromSeconds({seconds.ToString("R", CultureInfo.InvariantCulture)}d)" : null;

    private static string? Member(string type, string? name) => name is null ? null : $"{Names.Declaration}{type}.{name}";

    private static void WriteUniqueValues(SourceWriter code, TaskModel task)
    {
        code.Line().Open($"private static void WriteUniqueValues({Names.Writer}, {task.Parameters.Name} parameters)");
        foreach (var name in task.UniqueBy)
            code.Line(CodecCalls.Write(task.Parameters.Shape!.Members.First(m => m.Property == name).Type, "parameters." + CSharpName.Escape(name)));
        code.Close();
    }
}
