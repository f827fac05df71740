using System.Buffers;
using System.Reflection;
using System.Text;
using Jobbers.Catalog;
using Jobbers.Setup;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Generators.Tests;

/// <summary>What a run made, loaded: tests drive the real codec, validator and invoker.</summary>
internal sealed class Generated(GeneratorRunResult result, Compilation compilation, byte[] image)
{
    private Assembly? _assembly;
    private TaskCatalog? _catalog;

    public Compilation Compilation => compilation;

    public MetadataReference Reference => MetadataReference.CreateFromImage(image);

    public Assembly Assembly => _assembly ??= Assembly.Load(image);

    public IReadOnlyList<string> Files => [.. result.GeneratedSources.Where(Harness.IsOurs).Select(s => s.HintName)];

    public string File(string name) => result.GeneratedSources.Single(s => s.HintName == name).SourceText.ToString();

    public TaskCatalog Catalog => _catalog ??= BuildCatalog();

    public TaskDescriptor Task(string? name = null) =>
        name is null ? Catalog.Tasks.Single() : Catalog.TryGet(name, null, out var task) ? task : throw new KeyNotFoundException(name);

    /// <summary>The canonical document, or all problems, each as <c>path: reason</c>.</summary>
    public string Canonicalize(string json, string? task = null)
    {
        var problems = new PayloadProblems();
        var canonical = new ArrayBufferWriter<byte>();
        var valid = Task(task).TryCanonicalize(Encoding.UTF8.GetBytes(json), problems, canonical, out _);
        Xunit.Assert.Equal(valid, problems.Count == 0);
        return valid ? Encoding.UTF8.GetString(canonical.WrittenSpan) : string.Join("\n", problems.Items.Select(p => $"{p.Path}: {p.Reason}"));
    }

    /// <summary>The key of UniqueBy.</summary>
    public string? UniqueKey(string json)
    {
        Xunit.Assert.True(Task().TryCanonicalize(Encoding.UTF8.GetBytes(json), new PayloadProblems(), new ArrayBufferWriter<byte>(), out var key));
        return key;
    }

    /// <summary>All problems of a value made in C# by a static method of the test's source.</summary>
    public string Validate(string factoryType, string factoryMethod)
    {
        var value = Assembly.GetType(factoryType)!.GetMethod(factoryMethod)!.Invoke(null, null);
        var codec = Task().GetType().GetProperty("Codec")!.GetValue(Task())!;
        var problems = new PayloadProblems();
        codec.GetType().GetMethod("Validate")!.Invoke(codec, [value, problems]);
        return string.Join("\n", problems.Items.Select(p => $"{p.Path}: {p.Reason}"));
    }

    /// <summary>Runs one attempt; gives back its result.</summary>
    public async Task<string> InvokeAsync(string payload, string? task = null, Action<IServiceCollection>? services = null, CancellationTokenSource? stop = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        await using var provider = collection.BuildServiceProvider();
        var output = new ArrayBufferWriter<byte>();
        var invocation = new TaskInvocation(Encoding.UTF8.GetBytes(payload), new StillContext(), provider, output);
        await Task(task).Invoke(invocation, stop?.Token ?? Xunit.TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public string Schema(string? task = null) => Encoding.UTF8.GetString(Task(task).ParametersSchema.Span);

    private TaskCatalog BuildCatalog()
    {
        var builder = new JobbersBuilder(new ServiceCollection());
        var marker = Assembly.GetCustomAttribute<Jobbers.Declaration.TasksAssemblyAttribute>();
        Xunit.Assert.NotNull(marker);
        marker.Registration.GetMethod(marker.Method)!.Invoke(null, [builder]);
        return builder.BuildCatalog();
    }
}
