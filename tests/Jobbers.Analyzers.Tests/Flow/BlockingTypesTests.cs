using Jobbers.Analyzers.Blocking;
using Microsoft.CodeAnalysis;

namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>JOB231 knows types by their namespace too: those of libraries that the tests do not refer to are declared here.</summary>
public sealed class BlockingTypesTests
{
    private const string EntityFramework = """
        namespace Microsoft.EntityFrameworkCore
        {
            public class DbSet<T>
            {
                public T Add(T entity) => entity;
                public ValueTask<T> AddAsync(T entity, CancellationToken cancellationToken = default) => new(entity);
                public void AddRange(params T[] entities) { }
                public Task AddRangeAsync(params T[] entities) => Task.CompletedTask;
                public T? Find(params object?[]? keys) => default;
                public ValueTask<T?> FindAsync(params object?[]? keys) => default;
            }

            public class DbContext
            {
                public object Add(object entity) => entity;
                public ValueTask<object> AddAsync(object entity, CancellationToken cancellationToken = default) => new(entity);
                public int SaveChanges() => 0;
                public Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);
            }
        }

        public class Orders : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<string> Names { get; } = new(); }
        """;

    [Theory]
    [InlineData("db.Names.Add(\"a\"); db.Names.AddRange(\"b\", \"c\"); db.Add(\"d\");")]
    [InlineData("db.Names.{|JOB231:Find|}(1); db.{|JOB231:SaveChanges|}();")]
    public Task What_only_marks_an_entity_does_not_block(string statements) =>
        AssertAsync($$"""{{EntityFramework}} public class T(Orders db) { [RegisterTask("a")] public Task Run() { {{statements}} return Task.CompletedTask; } }""");

    [Theory]
    [InlineData("Thread.Sleep(1); new Work.Task().Wait(); var n = new Work.Task().Result; new Work.SemaphoreSlim().Wait();")]
    [InlineData("System.Threading.Thread.{|JOB231:Sleep|}(1);")]
    [InlineData("Work.Task.Run(() => System.Threading.Thread.{|JOB231:Sleep|}(1));")]
    public Task A_type_of_the_same_name_is_another_type(string statements) => AssertAsync(
        $$"""
        public static class Thread { public static void Sleep(int n) { } }
        public class Work
        {
            public class Task { public int Result => 1; public void Wait() { } public static void Run(Action action) => action(); }
            public class SemaphoreSlim { public void Wait() { } public System.Threading.Tasks.Task WaitAsync() => System.Threading.Tasks.Task.CompletedTask; }
        }
        public class T { [RegisterTask("a")] public Task Run() { {{statements}} return Task.CompletedTask; } }
        """);

    private static async Task AssertAsync(string marked)
    {
        var source = new Marked(marked);
        var compilation = Analysis.Compile(source.Source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        var found = await Analysis.DiagnosticsAsync(compilation, new BlockingCall());
        Assert.Equal(source.Expected, found.Select(d => (d.Id, d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
    }
}
