using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Jobbers.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.Tests.Samples;

/// <summary>The page of each rule: what stands under <em>Before</em> gives its finding, what stands under <em>After</em> compiles and gives it no more.</summary>
public sealed partial class RulePageTests
{
    /// <summary>What the examples speak of and do not show. A base class, so that an example may show it nevertheless.</summary>
    private const string Unshown = """
        using System.ComponentModel.DataAnnotations;
        using System.Runtime.CompilerServices;
        public record Customer(string Name);
        public record struct Totals(int Count);
        public interface IReportStore;
        public class Mailer;
        public class GatewayBusyException : Exception;
        public class OrderGoneException(int id) : Exception($"{id}");
        public enum Result { Done, TimedOut }
        public class Unshown
        {
            [TaskParameters] public record RenderParameters(int Id);
            protected static readonly HttpClient http = new();
            protected record Row(bool IsEmpty);
            protected record Order;
            protected static async IAsyncEnumerable<Row> ReadAsync([EnumeratorCancellation] CancellationToken ct) { await Task.Delay(1, ct); yield return new Row(true); }
            protected static Task SaveAsync(Row row, CancellationToken ct) => Task.Delay(row.IsEmpty ? 1 : 2, ct);
            protected static Task<Order?> FindAsync(int id, CancellationToken ct) => Task.FromResult<Order?>(null);
            protected static Task PayAsync(Order order, CancellationToken ct) => Task.CompletedTask;
            protected static Task CallAsync(CancellationToken ct) => Task.Delay(1, ct);
            protected static Task Import(List<Customer> rows) => Task.CompletedTask;
        }

        """;

    private static readonly string Pages = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../Jobbers.Analyzers/docs"));

    /// <summary>JOB302 shows a file of the project, not code; the baseline that JOB301 is about is that of the scratch project.</summary>
    public static TheoryData<string> Ids => [.. EveryRuleTests.Ids.Select(row => row.Data).Where(id => id != "JOB302")];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_examples_of_a_page_give_its_finding_and_no_more_of_it(string id)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Pages, id + ".md"), TestContext.Current.CancellationToken);

        Assert.Contains(id, await FindAsync(Example(page, "Before")));
        var after = await FindAsync(Example(page, "After"));
        Assert.DoesNotContain(id, after);
        Assert.DoesNotContain(after, other => other.StartsWith("JOB1", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(string example)
    {
        var source = Unshown + Complete(example);
        var (output, _) = Analysis.Generate(SampleCompilation.Of("Page", [("Example.cs", source)], OutputKind.DynamicallyLinkedLibrary));
        var errors = output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"{string.Join("\n", errors)}\n{source}");
        var options = new AnalyzerOptions([new BaselineText(ScratchProject.Baseline.Replace("a@1", "charge@1", StringComparison.Ordinal))]);
        var found = await output.WithAnalyzers([.. EveryRule.Analyzers], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Select(d => d.Id)];
    }

    /// <summary>Examples leave out what does not matter; here it is put back.</summary>
    private static string Complete(string example)
    {
        var text = example
            .Replace("(…)", "(\"\")", StringComparison.Ordinal)
            .Replace("{ … }", "{ }", StringComparison.Ordinal)
            .Replace("=> …", "=> throw null!;", StringComparison.Ordinal)
            .Replace("    …", "    [RegisterTask(\"it\")] public Task Run() => Task.CompletedTask;", StringComparison.Ordinal);
        if (!text.Contains("public ", StringComparison.Ordinal))
        {
            text = text.StartsWith('[')
                ? text + "\npublic Task Run() => Task.CompletedTask;"
                : $"[RegisterTask(\"it\")] public async Task<Result> Run(string url, string path, CancellationToken ct) {{ using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct);\n{text}\nreturn Result.Done; }}";
        }
        else if (Signature().IsMatch(text))
        {
            text += "\n=> throw null!;";
        }

        return $"public class Page : Unshown\n{{\n{(text.Contains("RegisterTask", StringComparison.Ordinal) ? "" : "[RegisterTask(\"it\")] ")}{text}\n}}";
    }

    private static string Example(string page, string heading)
    {
        var example = Regex.Match(page, $@"^## {heading}\n\n```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(example.Success, $"no example under {heading}");
        return example.Groups[1].Value;
    }

    /// <summary>A last line that is a method without a body, be there a comment behind it or not.</summary>
    [GeneratedRegex(@"(^|\n)public [^\n;{}]*\)(?<comment> +//[^\n]*)?$")]
    private static partial Regex Signature();

    private sealed class BaselineText(string text) : AdditionalText
    {
        public override string Path => ContractBaseline.FileName;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
