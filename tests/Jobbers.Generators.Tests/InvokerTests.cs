using Jobbers.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Generators.Tests;

public sealed class InvokerTests
{
    [Fact]
    public async Task Instance_services_context_and_token_reach_the_method_and_the_instance_is_disposed()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public sealed class Mailer { public string Name => "mailer"; }
            public sealed class Tasks(IFormatProvider format) : IAsyncDisposable
            {
                public static int Disposed;
                [RegisterTask("a")]
                public async ValueTask<string> A(int x, TaskContext context, [FromServices] Mailer mailer, [FromServices] Version? missing, IServiceProvider services, CancellationToken token)
                {
                    await Task.Yield();
                    return $"{x} {context.FencingToken} {mailer.Name} {missing is null} {services is not null} {token.CanBeCanceled} {format is not null} {Disposed}";
                }
                public ValueTask DisposeAsync() { Disposed++; return default; }
            }
            """);
        using var stop = new CancellationTokenSource();
        var mailer = generated.Assembly.GetType("MyApp.Mailer")!;
        var answer = await generated.InvokeAsync("""{"x":5}""", services: s => s.AddSingleton(mailer, mailer).AddSingleton<IFormatProvider>(System.Globalization.CultureInfo.InvariantCulture), stop: stop);
        Assert.Equal("\"5 7 mailer True True True True 0\"", answer);
        Assert.Equal(1, generated.Assembly.GetType("MyApp.Tasks")!.GetField("Disposed")!.GetValue(null));
        Assert.True(generated.Task().NeedsServices);
    }

    [Fact]
    public async Task A_payload_that_does_not_decode_never_reaches_the_method()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public static class Tasks
            {
                public static int Calls;
                [RegisterTask("a")] public static Task A(int x) { Calls++; return Task.CompletedTask; }
                [RegisterTask("none")] public static Task None() { Calls++; return Task.CompletedTask; }
            }
            """);
        var refused = await Assert.ThrowsAsync<PayloadRejectedException>(() => generated.InvokeAsync("""{"x":"1"}""", "a"));
        Assert.Equal(new PayloadProblem("params.x", "expected an integer"), Assert.Single(refused.Problems));
        await Assert.ThrowsAsync<PayloadRejectedException>(() => generated.InvokeAsync("""{"x":1}""", "none"));
        Assert.Equal(0, generated.Assembly.GetType("MyApp.Tasks")!.GetField("Calls")!.GetValue(null));
        Assert.Equal("", await generated.InvokeAsync("{}", "none"));
        Assert.False(generated.Task("none").NeedsServices);
    }

    [Fact]
    public async Task A_result_is_written_or_refused()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public sealed record Answer(string Text, double Share);
            public static class Tasks
            {
                [RegisterTask("good")] public static Task<Answer> Good() => Task.FromResult(new Answer("t", 0.5));
                [RegisterTask("nan")] public static Task<Answer> Nan() => Task.FromResult(new Answer("t", double.NaN));
                [RegisterTask("null")] public static Task<Answer> Null() => Task.FromResult<Answer>(null!);
                [RegisterTask("maybe")] public static Task<Answer?> Maybe() => Task.FromResult<Answer?>(null);
                [RegisterTask("list")] public static ValueTask<List<int?>> List() => new([1, null]);
            }
            """);
        Assert.Equal("""{"text":"t","share":0.5}""", await generated.InvokeAsync("{}", "good"));
        Assert.Contains("result.share must be finite", (await Assert.ThrowsAsync<InvalidOperationException>(() => generated.InvokeAsync("{}", "nan"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => generated.InvokeAsync("{}", "null"));
        Assert.Equal("null", await generated.InvokeAsync("{}", "maybe"));
        Assert.Equal("[1,null]", await generated.InvokeAsync("{}", "list"));
    }
}
