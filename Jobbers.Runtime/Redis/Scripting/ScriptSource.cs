using System.Text;

namespace Jobbers.Redis.Scripting;

/// <summary>
/// Puts the embedded files together to one library of functions: what all verbs share, then each verb in a block of its own, and before it
/// what it includes and no verb before it did.
/// </summary>
internal sealed class ScriptSource(string? clockInclude = null)
{
    private const string IncludeMark = "-- @include ";
    private const string Folder = "include/";

    /// <summary>The names of all verbs.</summary>
    public static IReadOnlyList<string> Verbs { get; } =
    [
        .. typeof(ScriptSource).Assembly.GetManifestResourceNames()
            .Where(file => file.EndsWith(".lua", StringComparison.Ordinal) && !file.StartsWith(Folder, StringComparison.Ordinal))
            .Select(file => file[..^4]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The library as Redis gets it, but for its first line and the version in its names.</summary>
    public string Read()
    {
        var text = new StringBuilder();
        var included = new HashSet<string>(StringComparer.Ordinal);
        Include("verb", included, text);
        Include("now", included, text);
        foreach (var verb in Verbs)
        {
            var file = ReadFile(verb + ".lua");
            foreach (var line in Lines(file).Where(line => line.StartsWith(IncludeMark, StringComparison.Ordinal)))
                Include(line[IncludeMark.Length..].Trim(), included, text);
            text.Append("do\n");
            AppendCode(file, text);
            text.Append("end\n");
        }

        return text.ToString();
    }

    /// <summary>One embedded file: <c>submit.lua</c>, <c>include/now.lua</c>.</summary>
    public static string ReadFile(string file)
    {
        using var stream = typeof(ScriptSource).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"script {file} is not embedded");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Include(string name, HashSet<string> included, StringBuilder text)
    {
        if (included.Add(name))
            AppendCode(name == "now" && clockInclude is not null ? clockInclude : ReadFile($"{Folder}{name}.lua"), text);
    }

    private static void AppendCode(string file, StringBuilder text)
    {
        foreach (var line in Lines(file))
        {
            if (line.Length > 0 && !line.TrimStart().StartsWith("--", StringComparison.Ordinal))
                text.Append(line).Append('\n');
        }
    }

    private static string[] Lines(string text) => text.Split('\n');
}
