using Jobbers.Analyzers.Blocking;
using Jobbers.Analyzers.Cancellation;
using Jobbers.Analyzers.CodeFixes;
using Jobbers.Analyzers.Exceptions;
using Jobbers.Analyzers.Heartbeats;

namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>What fixes leave as it was, take account of, or keep their hands off.</summary>
public sealed class FixDetailTests
{
    [Fact]
    public Task JOB231_drops_the_name_of_the_time_and_takes_the_nearest_token() => FixTest<BlockingCall, BlockingCallFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(int[] items, CancellationToken ct)
            {
                await Task.Yield();
                Thread.{|JOB231:Sleep|}(millisecondsTimeout: 500);
                await Parallel.ForEachAsync(items, ct, async (item, token) =>
                {
                    await Task.Yield();
                    Thread.{|JOB231:Sleep|}(item);
                });
                await Parallel.ForEachAsync(items, ct, async (item, _) =>
                {
                    await Task.Yield();
                    Thread.{|JOB231:Sleep|}(timeout: TimeSpan.FromSeconds(item));
                });
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(int[] items, CancellationToken ct)
            {
                await Task.Yield();
                await Task.Delay(500, ct);
                await Parallel.ForEachAsync(items, ct, async (item, token) =>
                {
                    await Task.Yield();
                    await Task.Delay(item, token);
                });
                await Parallel.ForEachAsync(items, ct, async (item, _) =>
                {
                    await Task.Yield();
                    await Task.Delay(TimeSpan.FromSeconds(item));
                });
            }
        }
        """);

    [Fact]
    public Task JOB201_keeps_the_comment_of_a_body_without_braces() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(TaskContext context, CancellationToken ct)
            {
                {|JOB201:while|} (!ct.IsCancellationRequested)
                    // One by one: the other side is slow.
                    await Task.Delay(1, ct); // a moment
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(TaskContext context, CancellationToken ct)
            {
                while (!ct.IsCancellationRequested)
                {
                    context.Heartbeat();
                    // One by one: the other side is slow.
                    await Task.Delay(1, ct); // a moment
                }
            }
        }
        """);

    [Theory]
    [InlineData("typeof(IOException), // files", "typeof(IOException), // files\n        typeof(InvalidOperationException),")]
    [InlineData("typeof(IOException), // files\n        typeof(TimeoutException) // waits", "typeof(IOException), // files\n        typeof(TimeoutException), // waits\n        typeof(InvalidOperationException)")]
    [InlineData("typeof(IOException)", "typeof(IOException),\n        typeof(InvalidOperationException)")]
    public Task JOB211_keeps_what_stands_beside_the_items_of_a_list(string before, string after) => FixTest<NonExpectedException, NonExpectedExceptionFix>.RunAsync(
        Listed(before, "{|JOB211:new InvalidOperationException()|}"), Listed(after, "new InvalidOperationException()"), "ExpectedExceptions");

    [Fact]
    public Task JOB210_keeps_a_comma_at_the_end() => FixTest<TransientNotCovered, TransientNotCoveredFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a", ExpectedExceptions = [typeof(IOException),])]
            public static async Task<string> Run(string url, [FromServices] HttpClient http, CancellationToken ct) => await http.{|JOB210:GetStringAsync|}(url, ct);
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", ExpectedExceptions = [typeof(IOException), typeof(HttpRequestException),])]
            public static async Task<string> Run(string url, [FromServices] HttpClient http, CancellationToken ct) => await http.GetStringAsync(url, ct);
        }
        """,
        "ExpectedExceptions");

    [Theory]
    [InlineData("public abstract class B { public abstract Task Run(); }", "public override async Task {|JOB221:Run|}()")]
    [InlineData("public interface B { Task Run(); }", "async Task B.{|JOB221:Run|}()")]
    public Task JOB221_changes_no_parameters_that_a_base_dictates(string declared, string written) => UnfixedAsync<MissingToken, MissingTokenFix>(
        $$"""
        {{declared}}
        public class T : B
        {
            [RegisterTask("a")]
            {{written}} => await Task.Yield();
        }
        """);

    [Fact]
    public Task JOB201_adds_no_context_that_a_base_does_not_know() => UnfixedAsync<MissingHeartbeat, MissingHeartbeatFix>(
        """
        public abstract class B { public abstract Task Run(CancellationToken ct); }
        public class T : B
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public override async Task Run(CancellationToken ct)
            {
                {|JOB201:while|} (true)
                    await Task.Delay(1, ct);
            }
        }
        """);

    private static Task UnfixedAsync<TAnalyzer, TFix>(string source)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
        where TFix : Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider, new() =>
        FixTest<TAnalyzer, TFix>.RunAsync(source, source);

    private static string Listed(string items, string thrown) => $$"""
        public static class T
        {
            [RegisterTask("a", MaxRetries = 3, ExpectedExceptions =
            [
                {{items}}
            ])]
            public static Task Run() => throw {{thrown}};
        }
        """;
}
