using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Decides the role of each parameter of a task method, in the order that the documentation promises.</summary>
internal sealed class ParameterReader(IMethodSymbol method, PayloadTypeReader types, RuleReader rules, Documentation documentation, ReadingProblems problems)
{
    /// <summary>Names a record cannot have as properties.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Clone", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString",
    };

    private readonly List<ArgumentModel> _arguments = [];
    private readonly List<MemberModel> _members = [];
    private PayloadType? _whole;

    public EquatableArray<ArgumentModel> Arguments => _arguments.ToEquatableArray();

    public EquatableArray<MemberModel> Members => _members.ToEquatableArray();

    /// <summary>The <c>[TaskParameters]</c> type that is the whole payload, if there is one.</summary>
    public PayloadType? Whole => _whole;

    public void Read(string recordName)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                problems.Add(RuleIds.ParameterPassing, $"Parameter '{parameter.Name}' is passed by reference, which a stored task cannot do: pass it by value", parameter);
            else
                ReadOne(parameter, recordName);
        }

        if (_whole is not null && _members.Count > 0)
            problems.Add(RuleIds.WholePayload, $"A [TaskParameters] type is the whole payload: move '{_members[0].Parameter}' into it", method);
        foreach (var twins in _members.GroupBy(m => m.WireName, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(RuleIds.WireNames, $"Parameters {string.Join(" and ", twins.Select(m => $"'{m.Parameter}'"))} are both called '{twins.Key}' in JSON: rename one", method);
    }

    private void ReadOne(IParameterSymbol parameter, string recordName)
    {
        var type = parameter.Type;
        if (type.DerivesFrom(KnownNames.TaskContext))
            Single(ArgumentKind.Context, "TaskContext", parameter);
        else if (type is INamedTypeSymbol { Name: "CancellationToken" } && type.FullName() == KnownNames.CancellationToken)
            Single(ArgumentKind.CancellationToken, "CancellationToken", parameter);
        else if (parameter.GetAttributes().Any(a => a.AttributeClass is { } kind && KnownNames.IsFromServices(kind.FullName())) || type.DerivesFrom(KnownNames.Client))
            Service(parameter);
        else if (type.TypeKind == TypeKind.Interface && !PayloadTypeReader.IsCollectionInterface(type))
            ServiceUnlessUnstored(parameter);
        else if (type.Has(KnownNames.TaskParameters))
            WholePayload(parameter);
        else
            Payload(parameter, recordName);
    }

    private void Single(ArgumentKind kind, string name, IParameterSymbol parameter)
    {
        if (kind == ArgumentKind.Context && parameter.Type.FullName() != KnownNames.TaskContext)
            problems.Add(RuleIds.TwoContexts, $"Parameter '{parameter.Name}' must be of type TaskContext itself: the worker makes the context", parameter);
        if (_arguments.Any(a => a.Kind == kind))
            problems.Add(RuleIds.TwoContexts, $"A task has at most one {name}: remove '{parameter.Name}'", parameter);
        _arguments.Add(new ArgumentModel(kind));
    }

    private void Service(IParameterSymbol parameter)
    {
        if (!ServiceReader.CanBe(parameter.Type))
            problems.Add(RuleIds.ServiceOrPayload, $"'{parameter.Name}' is of type {parameter.Type.ShortName()}, which can be no service: take it as a class or interface", parameter);
        _arguments.Add(ServiceReader.Read(parameter, reason => problems.Add(RuleIds.ServiceOrPayload, reason, parameter)));
    }

    /// <summary>An interface is a service without being marked; but one of these would be found missing only by the first attempt.</summary>
    private void ServiceUnlessUnstored(IParameterSymbol parameter)
    {
        if (UnstoredTypes.WayOut(parameter.Type) is { } wayOut)
            problems.Add(RuleIds.ServiceOrPayload, $"'{parameter.Name}' is of type {parameter.Type.ShortName()}: {wayOut}. If '{parameter.Name}' is a service, mark it [FromServices]", parameter);
        Service(parameter);
    }

    private void WholePayload(IParameterSymbol parameter)
    {
        if (_whole is not null)
            problems.Add(RuleIds.WholePayload, $"A task has at most one [TaskParameters] parameter: remove '{parameter.Name}'", parameter);
        else if (types.Read(parameter.Type, $"'{parameter.Name}'", parameter) is not { } read)
            problems.Add(RuleIds.PayloadType, types.Failure, parameter);
        else if (read.IsNullable || read.Shape is null)
            problems.Add(RuleIds.WholePayload, $"'{parameter.Name}' is the whole payload and cannot be null: remove the '?'", parameter);
        else
            _whole = read;
        _arguments.Add(new ArgumentModel(ArgumentKind.WholePayload));
    }

    private void Payload(IParameterSymbol parameter, string recordName)
    {
        if (types.Read(parameter.Type, $"'{parameter.Name}'", parameter) is not { } plain)
        {
            Refuse(parameter);
            return;
        }

        var type = LiteralReader.WithNullOf(parameter, plain);
        var property = PropertyOf(parameter, recordName);
        var read = rules.Read([parameter], type, $"'{parameter.Name}'", parameter);
        LiteralModel? absent = type.IsNullable ? LiteralReader.Default : null;
        if (parameter.HasExplicitDefaultValue && (absent = LiteralReader.Read(parameter.Type, parameter.ExplicitDefaultValue)) is null)
            problems.Add(RuleIds.PayloadType, $"The default of '{parameter.Name}' cannot be written as JSON: use a finite number, whole letters or a named enum member, or leave it out", parameter);
        if (absent is { Kind: LiteralKind.Default } && type.HasNoDefault)
            absent = null;
        _members.Add(new MemberModel(property, WireName.From(parameter.Name), type)
        {
            Parameter = parameter.Name,
            IsRequired = absent is null || (read.Any(r => r.Kind == RuleKind.Present) && !parameter.HasExplicitDefaultValue),
            Default = absent,
            Rules = read.ToEquatableArray(),
            IsSensitive = parameter.Has(KnownNames.Sensitive),
            IsOccurrence = parameter.Has(KnownNames.Occurrence),
            Description = documentation.Parameter(parameter.Name),
        });
        _arguments.Add(new ArgumentModel(ArgumentKind.Payload, property));
    }

    /// <summary>A name that no other parameter's property has: neither one made before, nor one that is only its parameter's own name.</summary>
    private string PropertyOf(IParameterSymbol parameter, string recordName)
    {
        var own = CSharpName.ToPascal(parameter.Name);
        var property = own;
        while (Taken.Contains(property) || property == recordName || _members.Any(m => m.Property == property)
            || (property != own && method.Parameters.Any(p => CSharpName.ToPascal(p.Name) == property)))
        {
            property += "Value";
        }

        return property;
    }

    private void Refuse(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        var orService = $"{types.Failure}. If '{parameter.Name}' is a service, mark it [FromServices]";
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Delegate, SpecialType: SpecialType.None } && !PayloadTypeReader.IsCollection(type))
            problems.Add(RuleIds.ServiceOrPayload, orService, parameter);
        else if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } inner] } && inner.IsNamed(KnownNames.CancellationToken))
            problems.Add(RuleIds.PayloadType, $"'{parameter.Name}' may be null, and an attempt always has a token: take a CancellationToken without '?'", parameter);
        else
            problems.Add(RuleIds.PayloadType, IsAllOfOneService(type) ? orService : types.Failure, parameter);
    }

    /// <summary>As containers hand them out: <c>IEnumerable</c> of an interface of the program's own.</summary>
    private static bool IsAllOfOneService(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface, TypeArguments: [{ TypeKind: TypeKind.Interface } element] } && !PayloadTypeReader.IsCollectionInterface(element);
}
