using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>An .editorconfig of one line, for every file.</summary>
internal sealed class EditorConfig(string line) : AnalyzerConfigOptionsProvider
{
    private readonly Line _line = new(line);

    public override AnalyzerConfigOptions GlobalOptions => _line;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _line;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _line;

    private sealed class Line(string line) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            value = parts.Length == 2 && parts[0] == key ? parts[1] : null;
            return value is not null;
        }
    }
}
