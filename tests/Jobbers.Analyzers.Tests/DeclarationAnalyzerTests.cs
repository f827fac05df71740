using Microsoft.CodeAnalysis;

namespace Jobbers.Analyzers.Tests;

public sealed class DeclarationAnalyzerTests
{
    [Theory]
    [MemberData(nameof(DeclarationCases.Invalid), MemberType = typeof(DeclarationCases))]
    public async Task An_invalid_declaration_is_reported_in_its_place_and_nothing_is_generated_for_it(string marked)
    {
        var source = new Marked(marked);
        var (output, files) = Analysis.Generate(Analysis.Compile(source.Source));
        var found = await Analysis.DiagnosticsAsync(output);
        Assert.Equal(source.Expected, found.Select(d => (d.Id, d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
        Assert.Equal(Declared(source.Source) - 1, files.Count);
    }

    [Theory]
    [MemberData(nameof(DeclarationCases.Valid), MemberType = typeof(DeclarationCases))]
    public async Task A_valid_declaration_is_generated_and_not_reported(string source)
    {
        var (output, files) = Analysis.Generate(Analysis.Compile(source));
        Assert.Empty(await Analysis.DiagnosticsAsync(output));
        Assert.Equal(Declared(source), files.Count);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public async Task A_message_names_the_member_and_the_way_out()
    {
        var source = """
            public record Report(List<Section> Sections);
            public record Section(string Title, System.IO.Stream Body);
            public class T { [RegisterTask("a")] public Task Run(Report report) => Task.CompletedTask; }
            """;
        var only = Assert.Single(await Analysis.DiagnosticsAsync(Analysis.Compile(source)));
        Assert.Equal(
            "Section.Body is of type Stream, which is not on the payload list: carry the bytes (byte[]), or where they lie (a path, a Uri). If 'report' is a service, mark it [FromServices]",
            only.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("https://github.com/jobbers/jobbers/blob/main/Jobbers.Analyzers/docs/JOB110.md", only.Descriptor.HelpLinkUri);
    }

    [Theory]
    [InlineData("Task Run(IEnumerable<IDisposable> all)", "mark it [FromServices]")]
    [InlineData("Task Run(Func<int> made)", "mark it [FromServices]")]
    [InlineData("Task Run(CancellationToken? stop)", "take a CancellationToken without '?'")]
    [InlineData("Task? Run()", "remove the '?'")]
    [InlineData("Task Run([FromServices] DateTime now)", "take it as a class or interface")]
    [InlineData("Task Run(IAsyncEnumerable<int> rows)", "carry a List<T>")]
    [InlineData("Task Run(IProgress<int> progress)", "report by TaskContext.Heartbeat(progress)")]
    [InlineData("Task Run(System.IO.FileStream body)", "carry the bytes (byte[])")]
    [InlineData("Task Run(CancellationTokenSource stop)", "take the attempt's CancellationToken")]
    [InlineData("Task Run(Task<int> count)", "await it before the submit")]
    [InlineData("Task Run(ValueTask<int> count)", "await it before the submit")]
    [InlineData("Task Run(Action done)", "carry the data it needs")]
    [InlineData("Task Run(ReadOnlySpan<char> text)", "use an array or a record")]
    [InlineData("unsafe Task Run(int* at)", "carry the value itself")]
    [InlineData("Task Run(Microsoft.AspNetCore.Http.HttpContext http)", "carry what the task needs of it")]
    public async Task A_message_says_what_to_do(string declaration, string wayOut)
    {
        var source = $"public class T {{ [RegisterTask(\"a\")] public {declaration} => Task.CompletedTask; }} namespace Microsoft.AspNetCore.Http {{ public abstract class HttpContext; }}";
        var only = Assert.Single(await Analysis.DiagnosticsAsync(Analysis.Compile(source)));
        Assert.Contains(wayOut, only.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_a_referenced_assembly_declares_too_is_reported()
    {
        var (library, _) = Analysis.Generate(Analysis.Compile(
            "internal class L { [RegisterTask(\"a\")] public Task Old() => Task.CompletedTask; }", assembly: "Library"));
        var source = new Marked("public class T { [RegisterTask(\"a\")] public Task {|JOB106:Run|}() => Task.CompletedTask; }");
        var (output, files) = Analysis.Generate(Analysis.Compile(source.Source, references: Analysis.Reference(library)));
        var only = Assert.Single(await Analysis.DiagnosticsAsync(output));
        Assert.Equal(source.Expected[0], (only.Id, only.Location.SourceSpan.Start, only.Location.SourceSpan.Length));
        Assert.Contains("assembly Library", only.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(files);
    }

    [Fact]
    public async Task A_program_that_refers_to_two_assemblies_with_one_task_is_reported()
    {
        var references = new[] { "One", "Two" }.Select(name => Analysis.Reference(Analysis.Generate(Analysis.Compile(
            $"namespace {name}; public class L {{ [RegisterTask(\"a\")] public Task Old() => Task.CompletedTask; }}", assembly: name)).Output)).ToArray();
        var program = Analysis.Compile("class P { static void Main() { } }", OutputKind.ConsoleApplication, "Program", references);
        Assert.Equal("JOB106", Assert.Single(await Analysis.DiagnosticsAsync(Analysis.Generate(program).Output)).Id);
    }

    private static int Declared(string source) => source.Split("RegisterTask(").Length - 1;
}
