using System.Globalization;

namespace Jobbers.Generators.Model;

/// <summary>Turns names into identifiers.</summary>
internal static class CSharpName
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked",
        "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",

        // Contextual ones that are reserved as names of types, or inside async methods and accessors.
        "await", "field", "file", "record", "required", "scoped", "var", "dynamic", "extension", "partial", "where", "yield",
    };

    /// <summary>The identifier, with an <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>A name in a namespace, every part of it escaped.</summary>
    public static string Qualify(string space, string name) =>
        (space.Length == 0 ? "" : string.Join(".", space.Split('.').Select(Escape)) + ".") + Escape(name);

    /// <summary>reportId -> ReportId; leading underscores go where a letter follows.</summary>
    public static string ToPascal(string name)
    {
        var bare = name.TrimStart('_');
        if (bare.Length == 0 || !char.IsLetter(bare[0]))
            return name;
        return char.ToUpperInvariant(bare[0]) + bare.Substring(1);
    }

    /// <summary>
    /// Acme.Billing -> Acme_Billing: an assembly's name as the name of a type, never that of another assembly. A name that is more than words in
    /// Pascal case with dots between has a hash put behind, which begins with a digit as no word does.
    /// </summary>
    public static string FromAssembly(string name)
    {
        var words = name.Split('.');
        if (words.All(word => word.Length > 0 && char.IsUpper(word[0]) && word.All(char.IsLetterOrDigit)))
            return string.Join("_", words);
        var hash = new StableHash();
        hash.Add(name);
        var parts = name.Split([.. name.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1) + "_"));
        return (joined.Length == 0 || char.IsDigit(joined[0]) ? "_" : "") + joined + "0" + ((uint)hash.Value).ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>A name of ours that yields to the user's: <c>options</c>, or <c>options_</c> where a parameter is called that.</summary>
    public static string Yielding(string preferred, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.Ordinal);
        while (used.Contains(preferred))
            preferred += "_";
        return preferred;
    }
}
