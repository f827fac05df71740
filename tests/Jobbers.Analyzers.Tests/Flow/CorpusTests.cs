using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>Realistic tasks, the findings expected of all rules together written into them beforehand: no more, no fewer, exactly there.</summary>
public sealed class CorpusTests
{
    [Theory]
    [MemberData(nameof(HeartbeatCorpus.Cases), MemberType = typeof(HeartbeatCorpus))]
    [MemberData(nameof(ExceptionCorpus.Cases), MemberType = typeof(ExceptionCorpus))]
    [MemberData(nameof(LibraryCorpus.Cases), MemberType = typeof(LibraryCorpus))]
    [MemberData(nameof(CancellationCorpus.Cases), MemberType = typeof(CancellationCorpus))]
    [MemberData(nameof(WholeTaskCorpus.Cases), MemberType = typeof(WholeTaskCorpus))]
    [MemberData(nameof(MissedCorpus.Cases), MemberType = typeof(MissedCorpus))]
    public async Task Every_rule_finds_what_was_written_down_and_nothing_else(string marked)
    {
        var source = new Marked(CorpusSource.Around(marked));
        var compilation = Analysis.Compile(source.Source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([.. FlowAnalyzers.All]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        Assert.Equal(
            Lines(source.Expected.Select(e => (e.Id, e.Start, source.Source.Substring(e.Start, e.Length)))),
            Lines(found.Select(d => (d.Id, d.Location.SourceSpan.Start, source.Source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)))));
    }

    private static string Lines(IEnumerable<(string Id, int Start, string Text)> findings) =>
        string.Join("\n", findings.OrderBy(f => f.Start).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => $"{f.Id} at {f.Start}: {f.Text}"));
}
