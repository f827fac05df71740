using System.Text;

namespace Jobbers.Redis.Scripting;

/// <summary>Reads the embedded scripts and puts their includes in place of the lines that name them.</summary>
internal sealed class ScriptSource(string? clockInclude = null)
{
    private const string IncludeMark = "-- @include ";

    /// <summary>The script as Redis gets it.</summary>
    public string Read(string name)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(ReadFile(name + ".lua")))
        {
            if (line.StartsWith(IncludeMark, StringComparison.Ordinal))
                text.Append(ReadInclude(line[IncludeMark.Length..].Trim()));
            else if (!line.StartsWith("--", StringComparison.Ordinal))
                text.Append(line).Append('\n');
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

    private string ReadInclude(string name)
    {
        if (name == "now" && clockInclude is not null)
            return clockInclude + "\n";
        var text = new StringBuilder();
        foreach (var line in Lines(ReadFile($"include/{name}.lua")))
        {
            if (!line.TrimStart().StartsWith("--", StringComparison.Ordinal))
                text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Lines(string text) => text.Split('\n');
}
