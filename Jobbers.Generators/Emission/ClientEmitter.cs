using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The typed methods that submit a task and find it again. Our own parameters yield their names to the task's.</summary>
internal static class ClientEmitter
{
    public static void Write(SourceWriter code, TaskModel task)
    {
        code.Line().Doc("summary", $"Submits task {task.Name}, version {task.Version}.");
        code.Line(Names.Tool);
        code.Open($"{(task.IsPublic ? "public" : "internal")} static class {task.ClientName}");
        WriteOne(code, task, isScheduled: false);
        code.Line();
        WriteOne(code, task, isScheduled: true);
        code.Line();
        WriteMany(code, task);
        code.Line();
        WriteHandle(code, task);
        code.Close();
    }

    private static void WriteOne(SourceWriter code, TaskModel task, bool isScheduled)
    {
        var members = Ordered(task);
        var taken = members.Select(m => m.Parameter!).ToList();
        string client = CSharpName.Yielding("client", taken), runAt = CSharpName.Yielding("runAt", taken);
        string options = CSharpName.Yielding("options", taken), token = CSharpName.Yielding("cancellationToken", taken);
        code.Doc("summary", Summary(task, isScheduled));
        code.Doc($"param name=\"{client}\"", "The client.");
        if (isScheduled)
            code.Doc($"param name=\"{runAt}\"", "Not before this moment of the store's clock.");
        foreach (var member in members)
            code.Doc($"param name=\"{member.Parameter}\"", member.Description ?? $"Called {member.WireName} in JSON.");
        if (!task.GeneratesRecord)
            code.Doc("param name=\"parameters\"", "The parameters.");
        code.Doc($"param name=\"{options}\"", "What this submit says beyond its parameters.");
        code.Doc($"param name=\"{token}\"", "Gives up waiting for the answer.");
        code.Line($"public static {Names.ValueTask}<{Handle(task)}> {(isScheduled ? "Schedule" : "Enqueue")}{task.Stem}(");
        code.Indented($"this {Names.Submission}JobbersClient {client},");
        if (isScheduled)
            code.Indented($"global::System.DateTimeOffset {runAt},");
        if (!task.GeneratesRecord)
            code.Indented($"{task.Parameters.Name} parameters,");
        foreach (var member in members)
            code.Indented($"{member.Type.DeclaredName} {CSharpName.Escape(member.Parameter!)}{DefaultOf(member)},");
        code.Indented($"{Names.Submission}SubmitOptions? {options} = null,");
        code.Indented($"{Names.CancellationToken} {token} = default) =>");
        var parameters = task.GeneratesRecord ? Construct(task) : "parameters";
        var given = isScheduled ? $"({options} ?? new {Names.Submission}SubmitOptions()) with {{ RunAt = {runAt}, Delay = null }}" : options;
        code.Indented($"{client}.EnqueueAsync({Definition(task)}.Descriptor, {parameters}, {given}, {token});");
    }

    private static string Summary(TaskModel task, bool isScheduled) => (isScheduled, task.Description) switch
    {
        (true, { } description) => "To run at a time: " + description,
        (true, null) => $"Submits one {task.Name}, to run at a time.",
        (false, { } description) => description,
        (false, null) => $"Submits one {task.Name}.",
    };

    private static void WriteMany(SourceWriter code, TaskModel task)
    {
        code.Doc("summary", $"Submits many {task.Name}, batched, in the order given. All are checked before the first is stored.");
        code.Doc("param name=\"client\"", "The client.");
        code.Doc("param name=\"parameters\"", "The parameters of each.");
        code.Doc("param name=\"options\"", "What these submits say beyond their parameters.");
        code.Doc("param name=\"cancellationToken\"", "Gives up waiting for the answer.");
        code.Line($"public static {Names.ValueTask}<global::System.Collections.Generic.IReadOnlyList<{Handle(task)}>> Enqueue{task.Stem}Many(");
        code.Indented($"this {Names.Submission}JobbersClient client,");
        code.Indented($"global::System.Collections.Generic.IEnumerable<{task.Parameters.Name}> parameters,");
        code.Indented($"{Names.Submission}SubmitOptions? options = null,");
        code.Indented($"{Names.CancellationToken} cancellationToken = default) =>");
        code.Indented($"client.EnqueueManyAsync({Definition(task)}.Descriptor, parameters, options, cancellationToken);");
    }

    private static void WriteHandle(SourceWriter code, TaskModel task)
    {
        code.Doc("summary", $"The handle of a {task.Name} that was submitted before, of its id. Nothing is asked until the handle is used.");
        code.Doc("param name=\"client\"", "The client.");
        code.Doc("param name=\"id\"", "The id that its submit answered.");
        code.Line($"public static {Handle(task)} {task.Stem}Handle(this {Names.Submission}JobbersClient client, global::System.Ulid id) =>");
        code.Indented(task.Target.Result is null ? "client.HandleOf(id);" : $"client.HandleOf({Definition(task)}.Descriptor, id);");
    }

    /// <summary>Required ones first: C# wants it so.</summary>
    private static List<MemberModel> Ordered(TaskModel task) =>
        task.GeneratesRecord ? [.. task.Parameters.Shape!.Members.OrderBy(m => m.IsRequired ? 0 : 1)] : [];

    private static string DefaultOf(MemberModel member)
    {
        if (member.IsRequired || member.Default is not { } value)
            return "";
        return $" = {LiteralText.CSharp(value, member.Type)}{(value.Kind == LiteralKind.Default && member.Type is { IsNullable: false, IsValueType: false } ? "!" : "")}";
    }

    private static string Construct(TaskModel task)
    {
        var values = task.Parameters.Shape!.Members.Select(m => $"{CSharpName.Escape(m.Property)} = {CSharpName.Escape(m.Parameter!)}").ToList();
        return values.Count == 0 ? $"new {task.Parameters.Name}()" : $"new {task.Parameters.Name} {{ {string.Join(", ", values)} }}";
    }

    private static string Handle(TaskModel task) =>
        Names.Submission + (task.Target.Result is { } result ? $"TaskHandle<{result.DeclaredName}>" : "TaskHandle");

    private static string Definition(TaskModel task) => task.Key.Definition;
}
