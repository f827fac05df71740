using Jobbers.Analyzers.CodeFixes;
using Jobbers.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.Tests;

/// <summary>Over all rules and fixes of the assemblies: one that is added without its source, or whose fix does not hold, fails here.</summary>
public sealed class EveryRuleTests
{
    public static TheoryData<string> Ids => [.. EveryRule.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Distinct().Order()];

    public static TheoryData<string> FixableIds => [.. EveryRule.Fixes.SelectMany(f => f.FixableDiagnosticIds).Distinct().Order()];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_rule_is_shown_by_a_source_that_compiles(string id)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, ScratchProject.Source(id));
        await AssertCompilesAsync(project);
        Assert.Contains(await FindAsync(project), d => d.Id == id);
    }

    [Theory]
    [MemberData(nameof(FixableIds))]
    public async Task Each_way_out_of_each_finding_makes_it_go_away_and_still_compiles(string id)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, ScratchProject.Source(id));
        var fix = EveryRule.Fixes.Single(f => f.FixableDiagnosticIds.Contains(id));
        var findings = (await FindAsync(project)).Where(d => d.Id == id).ToList();
        Assert.NotEmpty(findings);
        foreach (var finding in findings)
        {
            var actions = await ActionsAsync(project, fix, finding);
            Assert.NotEmpty(actions);
            foreach (var action in actions)
            {
                var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
                var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
                await AssertCompilesAsync(changed);
                var left = (await FindAsync(changed)).Count(d => d.Id == id);
                Assert.True(left == findings.Count - 1, $"'{action.Title}' leaves {left} of {findings.Count} findings");
            }
        }
    }

    [Fact]
    public void Every_error_of_a_declaration_is_held_to_parity() => Assert.Equal(
        new DeclarationAnalyzer().SupportedDiagnostics.Select(d => d.Id).Order(),
        DeclarationCases.Invalid.SelectMany(row => new Marked(row.Data).Expected).Select(e => e.Id).Distinct().Order());

    private static Project Project(AdhocWorkspace workspace, string source)
    {
        var compilation = Analysis.Compile(source);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Scratch", "Scratch", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
        foreach (var tree in compilation.SyntaxTrees)
            project = project.AddDocument(tree.FilePath, tree.GetText(TestContext.Current.CancellationToken), filePath: tree.FilePath).Project;
        return project.AddAdditionalDocument(ContractBaseline.FileName, SourceText.From(ScratchProject.Baseline), filePath: ContractBaseline.FileName).Project;
    }

    private static async Task AssertCompilesAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var errors = compilation!.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"{string.Join("\n", errors)}\n{compilation.SyntaxTrees.Last()}");
    }

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var found = await compilation!.WithAnalyzers([.. EveryRule.Analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return found;
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Project project, CodeFixProvider fix, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        var document = project.GetDocument(finding.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }
}
