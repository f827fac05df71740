using Jobbers.Analyzers.Blocking;
using Jobbers.Analyzers.Cancellation;
using Jobbers.Analyzers.CodeFixes;
using Jobbers.Analyzers.Exceptions;
using Jobbers.Analyzers.Heartbeats;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Jobbers.Analyzers.Tests.Flow;

public sealed class FixTests
{
    [Fact]
    public Task JOB201_adds_a_beat_that_no_continue_passes_by() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(IAsyncEnumerable<int> items, int skip = 0, CancellationToken ct = default)
            {
                await {|JOB201:foreach|} (var item in items.WithCancellation(ct))
                {
                    if (item == skip)
                        continue;
                    {|JOB201:while|} (true)
                        await Task.Delay(item, ct);
                }
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(IAsyncEnumerable<int> items, TaskContext context, int skip = 0, CancellationToken ct = default)
            {
                await foreach (var item in items.WithCancellation(ct))
                {
                    context.Heartbeat();
                    if (item == skip)
                        continue;
                    while (true)
                    {
                        context.Heartbeat();
                        await Task.Delay(item, ct);
                    }
                }
            }
        }
        """);

    [Fact]
    public Task JOB201_splits_a_long_delay_into_slices_with_beats() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(CancellationToken ct)
            {
                await Task.{|JOB201:Delay|}(TimeSpan.FromMinutes(5), ct).ConfigureAwait(false);
                // Again.
                await Task.{|JOB201:Delay|}(90_000);
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(TaskContext context, CancellationToken ct)
            {
                for (var left = TimeSpan.FromMinutes(5); left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(15))
                {
                    context.Heartbeat();
                    await Task.Delay(left < TimeSpan.FromSeconds(15) ? left : TimeSpan.FromSeconds(15), ct).ConfigureAwait(false);
                }
                // Again.
                for (var left = 90_000; left > 0; left -= 15000)
                {
                    context.Heartbeat();
                    await Task.Delay(Math.Min(left, 15000));
                }
            }
        }
        """);

    [Fact]
    public Task JOB201_gives_up_an_interval_that_nothing_beats_for() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a", {|JOB201:MaxHeartbeatInterval = 30|}, Timeout = 60)]
            public static Task A() => Task.CompletedTask;

            [RegisterTask("b", {|JOB201:MaxHeartbeatInterval = 30|})]
            public static Task B() => Task.CompletedTask;
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", Timeout = 60)]
            public static Task A() => Task.CompletedTask;

            [RegisterTask("b")]
            public static Task B() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData(null, "60")]
    [InlineData("jobbers_heartbeat_interval = 7.5", "7.5")]
    [InlineData("jobbers_heartbeat_interval = soon", "60")]
    public Task JOB202_sets_an_interval_and_beats(string? editorConfig, string seconds) => FixTest<UnwatchedLoop, UnwatchedLoopFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(int context, CancellationToken ct)
            {
                {|#0:for|} (var i = 0; i < context; i++)
                    await Task.Delay(i, ct);
                {|#1:do|}
                {
                    await Task.Delay(1, ct);
                }
                while (context > 0);
            }
        }
        """,
        $$"""
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = {{seconds}})]
            public static async Task Run(int context, TaskContext context2, CancellationToken ct)
            {
                for (var i = 0; i < context; i++)
                {
                    context2.Heartbeat();
                    await Task.Delay(i, ct);
                }

                do
                {
                    context2.Heartbeat();
                    await Task.Delay(1, ct);
                }
                while (context > 0);
            }
        }
        """,
        editorConfig: editorConfig,
        expected: new DiagnosticResult("JOB202", DiagnosticSeverity.Info).WithLocation(0).WithLocation(1));

    [Theory]
    [InlineData("ExpectedExceptions")]
    [InlineData("FatalExceptions")]
    public Task JOB211_adds_to_the_one_list_or_to_the_other(string list) => FixTest<NonExpectedException, NonExpectedExceptionFix>.RunAsync(
        """
        namespace Failures { public class Gone : System.Exception { } }

        public static class T
        {
            [RegisterTask("a", MaxRetries = 3)]
            public static Task Run(int n)
            {
                if (n == 1)
                    throw {|JOB211:new Failures.Gone()|};
                throw {|JOB211:new InvalidOperationException()|};
            }
        }
        """,
        $$"""
        namespace Failures { public class Gone : System.Exception { } }

        public static class T
        {
            [RegisterTask("a", MaxRetries = 3, {{list}} = [typeof(Failures.Gone), typeof(InvalidOperationException)])]
            public static Task Run(int n)
            {
                if (n == 1)
                    throw new Failures.Gone();
                throw new InvalidOperationException();
            }
        }
        """,
        list);

    [Theory]
    [InlineData("[typeof(IOException)]", "[typeof(IOException), typeof(HttpRequestException)]")]
    [InlineData("new[] { typeof(IOException) }", "new[] { typeof(IOException), typeof(HttpRequestException) }")]
    [InlineData("new Type[] { typeof(IOException) }", "new Type[] { typeof(IOException), typeof(HttpRequestException) }")]
    public Task JOB210_adds_to_a_list_however_it_is_written(string before, string after) => FixTest<TransientNotCovered, TransientNotCoveredFix>.RunAsync(
        Fetch(before, "{|JOB210:GetStringAsync|}"), Fetch(after, "GetStringAsync"), "ExpectedExceptions");

    [Fact]
    public Task JOB221_takes_a_token() => FixTest<MissingToken, MissingTokenFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task {|JOB221:A|}() => await Task.Yield();

            [RegisterTask("b")]
            public static async Task {|JOB221:B|}(int n, string cancellationToken = "") => await Task.Delay(n);
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task A(CancellationToken cancellationToken) => await Task.Yield();

            [RegisterTask("b")]
            public static async Task B(int n, string cancellationToken = "", CancellationToken cancellationToken2 = default) => await Task.Delay(n);
        }
        """);

    [Theory]
    [InlineData("Pass", "ct")]
    [InlineData("None", "CancellationToken.None")]
    public Task JOB222_passes_the_token_on(string key, string token) => FixTest<TokenNotPassed, TokenNotPassedFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(Stream from, CancellationToken ct)
            {
                await Task.{|JOB222:Delay|}(await Count.{|JOB222:OfAsync|}(1));
                await Count.{|JOB222:OfAsync|}(by: 2, n: 1);
                await from.{|JOB222:FlushAsync|}();
            }
        }

        public static class Count
        {
            public static Task<int> OfAsync(int n, int by = 1, CancellationToken stop = default) => Task.FromResult(n * by);
        }
        """,
        $$"""
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(Stream from, CancellationToken ct)
            {
                await Task.Delay(await Count.OfAsync(1, stop: {{token}}), {{token}});
                await Count.OfAsync(by: 2, n: 1, stop: {{token}});
                await from.FlushAsync({{token}});
            }
        }

        public static class Count
        {
            public static Task<int> OfAsync(int n, int by = 1, CancellationToken stop = default) => Task.FromResult(n * by);
        }
        """,
        key);

    [Fact]
    public Task JOB223_lets_its_own_cancellation_through() => FixTest<SwallowedCancellation, SwallowedCancellationFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(CancellationToken ct)
            {
                try
                {
                    await Task.Delay(1, ct);
                }
                catch ({|JOB223:OperationCanceledException|})
                {
                    return;
                }

                try { await Task.Delay(1, ct); } catch ({|JOB223:TaskCanceledException|} e) { Console.WriteLine(e); }
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(CancellationToken ct)
            {
                try
                {
                    await Task.Delay(1, ct);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    return;
                }

                try { await Task.Delay(1, ct); } catch (TaskCanceledException e) when (!ct.IsCancellationRequested) { Console.WriteLine(e); }
            }
        }
        """);

    [Fact]
    public Task JOB231_awaits_instead_of_sleeping() => FixTest<BlockingCall, BlockingCallFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(CancellationToken ct)
            {
                await Task.Yield();
                Thread.{|JOB231:Sleep|}(100);
                // Again, for luck.
                Thread.{|JOB231:Sleep|}(TimeSpan.FromSeconds(1)); // a second
                await Wait();
                static async Task Wait()
                {
                    await Task.Yield();
                    Thread.{|JOB231:Sleep|}(1);
                }
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(CancellationToken ct)
            {
                await Task.Yield();
                await Task.Delay(100, ct);
                // Again, for luck.
                await Task.Delay(TimeSpan.FromSeconds(1), ct); // a second
                await Wait();
                static async Task Wait()
                {
                    await Task.Yield();
                    await Task.Delay(1);
                }
            }
        }
        """);

    private static string Fetch(string expected, string call) => $$"""
        public static class T
        {
            [RegisterTask("a", ExpectedExceptions = {{expected}})]
            public static async Task<string> Run(string url, [FromServices] HttpClient http, CancellationToken ct) => await http.{{call}}(url, ct);
        }
        """;
}
