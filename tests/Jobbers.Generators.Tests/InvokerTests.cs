using Jobbers.Catalog;
using Jobbers.Submission;
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

    /// <summary>Nobody stores one: it needs no mark, and is no class that may be payload.</summary>
    [Fact]
    public async Task A_client_is_a_service_by_itself()
    {
        var generated = Harness.Run("""
            using Jobbers.Submission;
            namespace MyApp;
            public sealed class Tasks
            {
                [RegisterTask("a")]
                public Task<string> A(int x, JobbersClient? client, JobbersHttpClient? other) => Task.FromResult($"{x} {client is null} {other is null}");
            }
            """);
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions());

        Assert.Equal("\"5 False True\"", await generated.InvokeAsync("""{"x":5}""", services: s => s.AddSingleton<JobbersClient>(client)));
    }

    [Fact]
    public async Task A_service_with_a_key_is_the_one_of_that_key()
    {
        var generated = Harness.Run("""
            using Microsoft.Extensions.DependencyInjection;
            namespace MyApp;
            public enum Region { North, South }
            public sealed class Tasks([FromKeyedServices("a\\\"")] Version first, [FromKeyedServices(-2)] Version second, [FromKeyedServices(Region.South)] Version third, [FromKeyedServices(null)] Version plain)
            {
                public const string Key = "b";
                [RegisterTask("a")]
                public Task<string> A([FromKeyedServices(Key)] Version fourth, [FromKeyedServices("none")] Version? missing, [FromServices] Version own) =>
                    Task.FromResult($"{first} {second} {third} {plain} {fourth} {missing is null} {own}");
            }
            """);
        var south = Enum.Parse(generated.Assembly.GetType("MyApp.Region")!, "South");
        Assert.Equal("\"1.0 2.0 3.0 9.0 4.0 True 9.0\"", await generated.InvokeAsync("{}", services: s => s.AddSingleton(new Version(9, 0)).AddKeyedSingleton("a\\\"", new Version(1, 0))
            .AddKeyedSingleton(-2, new Version(2, 0)).AddKeyedSingleton(south, new Version(3, 0)).AddKeyedSingleton("b", new Version(4, 0))));
        Assert.Equal("{}", generated.Canonicalize("{}"));
    }

    [Theory]
    [InlineData("[FromKeyedServices(typeof(int))] Version x")]
    [InlineData("[FromKeyedServices(1L)] Version x")]
    [InlineData("[FromKeyedServices((DayOfWeek)9)] Version x")]
    [InlineData("[FromKeyedServices] Version x")]
    public void A_key_that_cannot_be_written_is_refused(string parameter)
    {
        Assert.Empty(Harness.Run($$"""
            using Microsoft.Extensions.DependencyInjection;
            public sealed class Tasks { [RegisterTask("a")] public Task A({{parameter}}) => Task.CompletedTask; }
            """).Files);
        Assert.Empty(Harness.Run($$"""
            using Microsoft.Extensions.DependencyInjection;
            public sealed class Tasks({{parameter}}) { [RegisterTask("a")] public Task A() => Task.FromResult(x); }
            """).Files);
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
