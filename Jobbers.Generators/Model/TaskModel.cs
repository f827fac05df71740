namespace Jobbers.Generators.Model;

/// <summary>A valid task: all that its generated file is written from.</summary>
/// <param name="Name">The handler key.</param>
/// <param name="Version">From 1.</param>
/// <param name="Namespace">The task class's namespace; empty for the global one.</param>
/// <param name="Stem">The method's name in Pascal case without <c>Async</c>: generated names begin with it.</param>
/// <param name="DeclaredBy">As in <c>MyApp.ReportTasks.GenerateReport</c>.</param>
/// <param name="IsPublic">Whether other assemblies may see the method.</param>
internal sealed record TaskModel(string Name, int Version, string Namespace, string Stem, string DeclaredBy, bool IsPublic)
{
    public required PolicyModel Policy { get; init; }

    public required TargetModel Target { get; init; }

    /// <summary>The payload: a generated record's shape, or that of the user's <c>[TaskParameters]</c> type.</summary>
    public required PayloadType Parameters { get; init; }

    /// <summary>False when the user's own type is the payload.</summary>
    public required bool GeneratesRecord { get; init; }

    /// <summary>Properties named by <c>UniqueBy</c>, in its order.</summary>
    public EquatableArray<string> UniqueBy { get; init; }

    public string? Description { get; init; }

    /// <summary>The ids of what is experimental in it: the user has agreed to them.</summary>
    public EquatableArray<string> Experiments { get; init; }

    public string DefinitionName => Stem + "TaskDefinition";

    public string ClientName => Stem + "TaskClient";

    public TaskKey Key => new(Name, Version, DeclaredBy, CSharpName.Qualify(Namespace, Stem), "global::" + CSharpName.Qualify(Namespace, DefinitionName));
}
