using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Reads one <c>[RegisterTask]</c> method. The generator takes the task, the analyzer the problems; there is never both.</summary>
internal static class TaskReader
{
    public static TaskReading Read(IMethodSymbol declared, AttributeData attribute, CancellationToken cancellationToken)
    {
        var method = declared.PartialDefinitionPart ?? declared;
        var problems = new ReadingProblems();
        var task = ReadTask(method, attribute, problems, cancellationToken);
        return problems.Items.Count == 0
            ? new TaskReading(task, default)
            : new TaskReading(null, problems.Items.Distinct().ToEquatableArray());
    }

    private static TaskModel? ReadTask(IMethodSymbol method, AttributeData attribute, ReadingProblems problems, CancellationToken cancellationToken)
    {
        var shape = new MethodReader(method, problems);
        if (!shape.IsCallable())
            return null;
        var canBeAwaited = shape.CanBeAwaited(out var result);
        var stem = StemOf(method.Name);
        var recordName = stem + "Parameters";
        var space = method.ContainingNamespace;

        var policy = new PolicyReader(method, attribute, problems, cancellationToken);
        policy.CheckFatalExceptions();
        var documentation = Documentation.Of(method, cancellationToken);
        var types = new PayloadTypeReader(problems, method.ContainingAssembly, cancellationToken);
        var qualifiedRecord = "global::" + CSharpName.Qualify(space.IsGlobalNamespace ? "" : space.FullName(), recordName);
        var recordKey = types.Reserve(recordName, qualifiedRecord);
        var parameters = new ParameterReader(method, types, new RuleReader(problems), documentation, problems);
        parameters.Read(recordName);
        CheckGeneratedNames(method, space, parameters.Whole is null ? null : recordName, problems);
        var payload = parameters.Whole ?? new PayloadType(PayloadKind.Object, qualifiedRecord, recordKey, IsValueType: false, IsNullable: false)
        {
            Shape = new ObjectShape(parameters.Members, UsesConstructor: false),
        };
        var target = ReadTarget(method, parameters.Arguments, canBeAwaited ? ReadResult(method, result, types, problems) : null, problems);
        types.Experiments.NoteTask(method, attribute);
        RecurrenceReader.Check(policy, payload, method, problems);
        return new TaskModel(policy.Name, policy.Version, space.IsGlobalNamespace ? "" : space.FullName(), stem, method.FullName(), method.IsPublic())
        {
            Policy = policy.Read(),
            Target = target,
            Parameters = payload,
            GeneratesRecord = parameters.Whole is null,
            UniqueBy = ReadUniqueBy(policy, payload, method, problems).ToEquatableArray(),
            Description = documentation.Summary,
            Experiments = types.Experiments.Ids,
        };
    }

    private static TargetModel ReadTarget(IMethodSymbol method, EquatableArray<ArgumentModel> arguments, PayloadType? result, ReadingProblems problems)
    {
        var target = new TargetModel(method.ContainingType.GlobalName(), method.Name, method.IsStatic) { Arguments = arguments, Result = result };
        if (method.IsStatic)
            return target;
        var host = new TaskClassReader(method, problems);
        return target with { ConstructorArguments = host.ConstructorArguments(), Disposal = host.Disposal() };
    }

    private static PayloadType? ReadResult(IMethodSymbol method, ITypeSymbol? result, PayloadTypeReader types, ReadingProblems problems)
    {
        if (result is null)
            return null;
        var read = types.Read(result, "The result", method);
        if (read is null)
            problems.Add(RuleIds.PayloadType, types.Failure, method);
        return read;
    }

    private static IEnumerable<string> ReadUniqueBy(PolicyReader policy, PayloadType payload, IMethodSymbol method, ReadingProblems problems)
    {
        foreach (var name in policy.UniqueBy)
        {
            if (payload.Shape!.Members.FirstOrDefault(m => m.Parameter == name || m.Property == name) is { } member)
                yield return member.Property;
            else
                problems.Add(RuleIds.UniqueBy, $"UniqueBy names '{name}', which is no payload parameter of '{method.Name}': use nameof of one", policy.Place("UniqueBy"), method);
        }
    }

    /// <summary>The types generated for a method beside its class; a program must not have any of these names itself.</summary>
    internal static string[] GeneratedNames(string method)
    {
        var stem = StemOf(method);
        return [stem + "Parameters", stem + "TaskClient", stem + "TaskDefinition"];
    }

    /// <summary>
    /// The user's own types may already have the names we would give; types of ours are only there when the analyzer looks. The record's name
    /// is not needed where the user's own type is the whole payload, and it is the best name for that.
    /// </summary>
    private static void CheckGeneratedNames(IMethodSymbol method, INamespaceSymbol space, string? notNeeded, ReadingProblems problems)
    {
        foreach (var name in GeneratedNames(method.Name).Where(n => n != notNeeded))
        {
            if (space.GetTypeMembers(name).Any(t => t.Arity == 0 && !t.IsGeneratedByJobbers() && t.ContainingAssembly.Equals(method.ContainingAssembly, SymbolEqualityComparer.Default)))
                problems.Add(RuleIds.GeneratedNames, $"The name {name}, which is generated for '{method.Name}', is taken by a type of yours: rename the method or the type", method);
        }
    }

    private static string StemOf(string method)
    {
        var stem = CSharpName.ToPascal(method);
        return stem.Length > 5 && stem.EndsWith("Async", StringComparison.Ordinal) ? stem.Substring(0, stem.Length - 5) : stem;
    }
}
