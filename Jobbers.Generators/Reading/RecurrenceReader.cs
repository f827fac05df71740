using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Holds a task that recurs by itself to what an occurrence can give it: its time, and the defaults.</summary>
internal static class RecurrenceReader
{
    public static void Check(PolicyReader policy, PayloadType payload, IMethodSymbol method, ReadingProblems problems)
    {
        var marked = method.Parameters.Where(static parameter => parameter.Has(KnownNames.Occurrence)).ToList();
        foreach (var parameter in marked)
        {
            if (Problem(parameter, marked[0], policy.Recurs) is { } problem)
                problems.Add(RuleIds.RecurringParameters, problem, parameter);
        }

        if (policy.Recurs)
            CheckGiven(policy, payload, method, problems);
    }

    private static string? Problem(IParameterSymbol parameter, IParameterSymbol first, bool recurs)
    {
        if (!recurs)
            return $"'{parameter.Name}' is marked [Occurrence], and the task does not recur: write Cron too, or remove the mark";
        if (!IsMoment(parameter.Type))
            return $"'{parameter.Name}' is marked [Occurrence] and of type {parameter.Type.ShortName()}: an occurrence is a DateTimeOffset";
        return parameter.Equals(first, SymbolEqualityComparer.Default) ? null : $"'{first.Name}' is given the time of the occurrence already: remove the mark of '{parameter.Name}'";
    }

    /// <summary>Nobody is there to give the others, or to hear that the time breaks a rule.</summary>
    private static void CheckGiven(PolicyReader policy, PayloadType payload, IMethodSymbol method, ReadingProblems problems)
    {
        foreach (var member in payload.Shape!.Members.Where(static member => member.IsOccurrence && member.Rules.Any(static rule => rule.Kind == RuleKind.Range)))
            problems.Add(RuleIds.RecurringParameters, $"'{member.Parameter}' is marked [Occurrence] and has a [Range], which would keep occurrences out of it from being stored: check inside the task", method.Parameters.First(parameter => parameter.Name == member.Parameter));
        foreach (var member in payload.Shape!.Members.Where(static member => member is { IsRequired: true, IsOccurrence: false }))
            problems.Add(RuleIds.RecurringParameters, $"'{method.Name}' recurs by Cron, without parameters, but '{member.Parameter ?? member.Property}' must be given: give it a default, make it nullable, or leave Cron out", policy.Place("Cron"), method);
    }

    private static bool IsMoment(ITypeSymbol type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ } inner] } ? inner : type).FullName() == "System.DateTimeOffset";
}
