using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The rules of one member as a method: called right after reading, and again before a value made in C# is written.</summary>
internal static class RuleEmitter
{
    public static bool Needs(MemberModel member) => Effective(member).Count > 0 || RejectsNull(member);

    public static string MethodName(MemberModel member) => member.Property + "IsValid";

    public static void Write(SourceWriter code, MemberModel member)
    {
        var rules = Effective(member);
        var patterns = rules.Where(r => r.Kind == RuleKind.Pattern).ToList();
        for (var i = 0; i < patterns.Count; i++)
        {
            code.Line();
            code.Line($"private static readonly global::System.Text.RegularExpressions.Regex {PatternName(member, i)} =");
            code.Indented($"{Names.Check}Pattern({LiteralText.Quote(patterns[i].Pattern)});");
        }

        var pattern = 0;
        var calls = rules.Select(r => Call(r, member, r.Kind == RuleKind.Pattern ? pattern++ : 0)).ToList();
        code.Line();
        if (!member.Type.IsNullable)
            WriteMethod(code, member, $"{member.Type.Name} value", calls);
        else if (RejectsNull(member))
            WriteMethod(code, member, $"{member.Type.DeclaredName} given", [$"given is {{ }} value ? {And(calls)} : {Names.Check}That(false, problems, \"is required\")"]);
        else
            WriteMethod(code, member, $"{member.Type.DeclaredName} given", [$"given is not {{ }} value || ({And(calls)})"]);
    }

    /// <summary>Joined by &amp; and not by &amp;&amp;: every rule is asked, so that every problem is reported.</summary>
    private static string And(List<string> calls) => calls.Count == 0 ? "true" : string.Join(" & ", calls);

    private static void WriteMethod(SourceWriter code, MemberModel member, string parameter, List<string> terms)
    {
        code.Line($"private static bool {MethodName(member)}({parameter}, {Names.Problems}) =>");
        for (var i = 0; i < terms.Count; i++)
            code.Indented((i == 0 ? "" : "& ") + terms[i] + (i == terms.Count - 1 ? ";" : ""));
    }

    private static string Call(RuleModel rule, MemberModel member, int pattern) => rule.Kind switch
    {
        RuleKind.NotEmpty => $"{Names.Check}NotEmpty(value, problems)",
        RuleKind.Length when member.Type.Kind == PayloadKind.String =>
            $"{Names.Check}Characters(value, {rule.Shortest}, {rule.Longest}, problems)",
        RuleKind.Length => $"{Names.Check}Elements({Count(member.Type)}, {rule.Shortest}, {rule.Longest}, problems)",
        RuleKind.Pattern => $"{Names.Check}Matches(value, {PatternName(member, pattern)}, {LiteralText.Quote(rule.Pattern)}, problems)",
        RuleKind.Email => $"{Names.Check}Email(value, problems)",
        RuleKind.Url => $"{Names.Check}Url(value, problems)",
        RuleKind.Range => $"{Names.Check}That({RangeCondition(rule, member.Type)}, problems, {LiteralText.Quote(RangeReason(rule))})",
        RuleKind.Allowed => $"{Names.Check}That(value is {Alternatives(rule, member.Type)}, problems, {LiteralText.Quote("must be one of " + Shown(rule))})",
        _ => $"{Names.Check}That(value is not ({Alternatives(rule, member.Type)}), problems, {LiteralText.Quote("must not be one of " + Shown(rule))})",
    };

    private static string RangeCondition(RuleModel rule, PayloadType type)
    {
        var conditions = new List<string>();
        if (rule.Minimum is { } minimum)
            conditions.Add($"value {(rule.MinimumIsExclusive ? ">" : ">=")} {Bound(minimum, type)}");
        if (rule.Maximum is { } maximum)
            conditions.Add($"value {(rule.MaximumIsExclusive ? "<" : "<=")} {Bound(maximum, type)}");
        return string.Join(" && ", conditions);
    }

    private static string Bound(LiteralModel bound, PayloadType type)
    {
        const string culture = "global::System.Globalization.CultureInfo.InvariantCulture";
        if (bound.Kind != LiteralKind.String)
            return bound.Kind == LiteralKind.Integer ? bound.Text : LiteralText.CSharp(bound, type);
        var styles = type.Kind == PayloadKind.DateTimeOffset ? ", global::System.Globalization.DateTimeStyles.AssumeUniversal" : "";
        return $"{type.Name}.Parse({LiteralText.Quote(bound.Text)}, {culture}{styles})";
    }

    private static string RangeReason(RuleModel rule)
    {
        if (rule is { Minimum: { } low, Maximum: { } high, MinimumIsExclusive: false, MaximumIsExclusive: false })
            return $"must be between {low.Text} and {high.Text}";
        var lower = rule.Minimum is { } minimum ? (rule.MinimumIsExclusive ? "more than " : "at least ") + minimum.Text : null;
        var upper = rule.Maximum is { } maximum ? (rule.MaximumIsExclusive ? "less than " : "at most ") + maximum.Text : null;
        return "must be " + string.Join(" and ", new[] { lower, upper }.Where(b => b is not null));
    }

    private static string Alternatives(RuleModel rule, PayloadType type) =>
        string.Join(" or ", NotNull(rule).Select(v => LiteralText.CSharp(v, type)));

    private static string Shown(RuleModel rule) => string.Join(", ", NotNull(rule).Select(v => v.Text));

    private static string Count(PayloadType type) => type switch
    {
        { Kind: PayloadKind.Array or PayloadKind.Bytes or PayloadKind.ImmutableArray } => "value.Length",
        _ when type.Name.StartsWith("global::System.Collections.Generic.IEnumerable<", StringComparison.Ordinal) => "global::System.Linq.Enumerable.Count(value)",
        _ => "value.Count",
    };

    private static IEnumerable<LiteralModel> NotNull(RuleModel rule) => rule.Values.Where(v => v.Kind != LiteralKind.Default);

    private static bool RejectsNull(MemberModel member) => member.Type.IsNullable && member.Rules.Any(r =>
        r.Kind == RuleKind.Present || (r.Kind == RuleKind.Denied && r.Values.Any(v => v.Kind == LiteralKind.Default)));

    private static List<RuleModel> Effective(MemberModel member) => [.. member.Rules.Where(r => r.Kind switch
    {
        RuleKind.Present => false,
        RuleKind.Range => r.Minimum is not null || r.Maximum is not null,
        RuleKind.Allowed or RuleKind.Denied => NotNull(r).Any(),
        _ => true,
    })];

    private static string PatternName(MemberModel member, int index) => member.Property + "Pattern" + (index == 0 ? "" : index.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
