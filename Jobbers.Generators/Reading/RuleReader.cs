using System.Text.RegularExpressions;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>
/// Reads DataAnnotations. One that generated code cannot keep is an error: a rule that is written and silently not held would be worse than
/// none.
/// </summary>
internal sealed class RuleReader(ReadingProblems problems)
{
    private const string Space = "System.ComponentModel.DataAnnotations";

    public List<RuleModel> Read(IEnumerable<ISymbol> sources, PayloadType type, string path, ISymbol place)
    {
        var rules = new List<RuleModel>();
        foreach (var attribute in sources.SelectMany(s => s.GetAttributes()))
        {
            if (attribute.AttributeClass is not { } kind || !kind.DerivesFrom(Space + ".ValidationAttribute"))
                continue;
            var name = kind.Name.EndsWith("Attribute", StringComparison.Ordinal) ? kind.Name.Substring(0, kind.Name.Length - 9) : kind.Name;
            if (kind.ContainingNamespace.FullName() != Space)
                problems.Add(RuleIds.ValidationRule, $"{path}: [{name}] is your own attribute, which generated code cannot check: check inside the task", place);
            else
                rules.AddRange(ReadOne(name, attribute, type, path, place));
        }

        var merged = Merge(rules);
        if (merged.FirstOrDefault(r => r.Kind == RuleKind.Length && r.Shortest > r.Longest) is { } none)
            problems.Add(RuleIds.ValidationRule, $"{path}: its attributes together ask for {none.Shortest} to {none.Longest}, which nothing can have: correct the bounds", place);
        return merged;
    }

    /// <summary>Rules of a type as a whole: none of them can be kept.</summary>
    public void ReadWhole(INamedTypeSymbol type, string path, ISymbol place)
    {
        if (type.Implements(Space + ".IValidatableObject"))
            problems.Add(RuleIds.ValidationRule, $"{path}: {type.ShortName()} is an IValidatableObject, which generated code does not ask: check inside the task", place);
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var attribute in current.GetAttributes().Where(a => a.AttributeClass?.DerivesFrom(Space + ".ValidationAttribute") == true))
                problems.Add(RuleIds.ValidationRule, $"{path}: [{attribute.AttributeClass!.Name.Replace("Attribute", "")}] on {current.ShortName()} is not checked by generated code: remove it and check inside the task", place);
        }
    }

    /// <summary>One length rule says what several attributes said together.</summary>
    private static List<RuleModel> Merge(List<RuleModel> rules)
    {
        var lengths = rules.Where(r => r.Kind == RuleKind.Length).ToList();
        var merged = rules.Where(r => r.Kind != RuleKind.Length).Distinct().ToList();
        if (lengths.Count > 0)
            merged.Add(new RuleModel(RuleKind.Length) { Shortest = lengths.Max(r => r.Shortest), Longest = lengths.Min(r => r.Longest) });
        return merged;
    }

    private IEnumerable<RuleModel> ReadOne(string name, AttributeData attribute, PayloadType type, string path, ISymbol place)
    {
        var isText = type.Kind == PayloadKind.String;
        var isCounted = isText || type.IsCollection || type.Kind is PayloadKind.Map or PayloadKind.Bytes;
        switch (name)
        {
            case "Required":
                return type.Kind == PayloadKind.String && Named(attribute, "AllowEmptyStrings") is not true
                    ? [new RuleModel(RuleKind.Present), new RuleModel(RuleKind.NotEmpty)]
                    : [new RuleModel(RuleKind.Present)];
            case "Range" when RangeReader.Read(attribute, type) is { } range:
                return Range(range, path, place);
            case "StringLength" when isText && Integer(attribute, 0) is { } longest:
                return Length(name, Named(attribute, "MinimumLength") as int? ?? 0, longest, path, place);
            case "MinLength" when isCounted && Integer(attribute, 0) is { } least:
                return Length(name, least, int.MaxValue, path, place);
            case "MaxLength" when isCounted:
                return Length(name, 0, Integer(attribute, 0) is { } most and not -1 ? most : int.MaxValue, path, place);
            case "Length" when isCounted && Integer(attribute, 0) is { } shortest && Integer(attribute, 1) is { } farthest:
                return Length(name, shortest, farthest, path, place);
            case "RegularExpression" when isText && attribute.ConstructorArguments is [{ Value: string pattern }]:
                return Pattern(pattern, path, place);
            case "EmailAddress" when isText:
                return [new RuleModel(RuleKind.Email)];
            case "Url" when isText:
                return [new RuleModel(RuleKind.Url)];
            case "AllowedValues" when ValueReader.Read(attribute, type) is { } all && ValueReader.AreAll(all, type):
                return [];
            case "AllowedValues" or "DeniedValues" when ValueReader.Read(attribute, type) is { } values && !ValueReader.AreAll(values, type):
                return [new RuleModel(name == "AllowedValues" ? RuleKind.Allowed : RuleKind.Denied) { Values = values.ToEquatableArray() }];
            case "Range" or "StringLength" or "MinLength" or "MaxLength" or "Length" or "RegularExpression" or "EmailAddress" or "Url" or "AllowedValues" or "DeniedValues":
                problems.Add(RuleIds.ValidationRule, $"{path}: [{name}] as written does not fit the type {type.Name.Replace("global::", "")}: correct or remove it", place);
                return [];
            default:
                problems.Add(RuleIds.ValidationRule, $"{path}: [{name}] is not checked by generated code: remove it and check inside the task", place);
                return [];
        }
    }

    private IEnumerable<RuleModel> Length(string name, int shortest, int longest, string path, ISymbol place)
    {
        if (shortest >= 0 && longest >= shortest)
            return [new RuleModel(RuleKind.Length) { Shortest = shortest, Longest = longest }];
        problems.Add(RuleIds.ValidationRule, $"{path}: [{name}] asks for {shortest} to {longest}, which nothing can have: correct the bounds", place);
        return [];
    }

    private IEnumerable<RuleModel> Range(RuleModel range, string path, ISymbol place)
    {
        if (!RangeReader.IsEmpty(range))
            return [range];
        problems.Add(RuleIds.ValidationRule, $"{path}: [Range] asks for {range.Minimum!.Text} to {range.Maximum!.Text}, which nothing can be: correct the bounds", place);
        return [];
    }

    private IEnumerable<RuleModel> Pattern(string pattern, string path, ISymbol place)
    {
        try
        {
            // Exactly what PayloadCheck.Pattern makes of it at run time.
            _ = new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);
            return [new RuleModel(RuleKind.Pattern) { Pattern = pattern }];
        }
        catch (ArgumentException broken)
        {
            problems.Add(RuleIds.Pattern, $"{path}: the regular expression does not compile: {broken.Message}", place);
            return [];
        }
    }

    private static int? Integer(AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index].Value as int? : null;

    private static object? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;
}
