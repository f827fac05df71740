using Jobbers.Analyzers.Blocking;
using Jobbers.Analyzers.Cancellation;
using Jobbers.Analyzers.CodeFixes;
using Jobbers.Analyzers.Exceptions;
using Jobbers.Analyzers.Heartbeats;

namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>Fixes where names say too little (aliases, namesakes, keywords), and where comments, lines and directives stand beside the place.</summary>
public sealed class FixPlaceTests
{
    [Theory]
    [InlineData("", "TaskContext?", "CancellationToken")]
    [InlineData("using Ctx = Jobbers.Declaration.TaskContext;\nusing Ct = System.Threading.CancellationToken;\n", "Ctx", "Ct")]
    [InlineData("", "global::Jobbers.Declaration.TaskContext", "System.Threading.CancellationToken")]
    public Task JOB201_finds_the_context_by_its_type(string usings, string context, string token) => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        Beating(usings, context, token, "", "{|JOB201:while|}"), Beating(usings, context, token, "\n                @event.Heartbeat();", "while"));

    [Fact]
    public Task JOB201_adds_a_context_before_a_token_of_another_name_and_beside_a_namesake() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        using Ct = System.Threading.CancellationToken;
        namespace My;
        public record TaskContext(int X);
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(TaskContext context, Ct ct)
            {
                {|JOB201:while|} (true)
                {
                    await Task.Delay(1, ct);
                }
            }
        }
        """,
        """
        using Ct = System.Threading.CancellationToken;
        namespace My;
        public record TaskContext(int X);
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(TaskContext context, Jobbers.Declaration.TaskContext context2, Ct ct)
            {
                while (true)
                {
                    context2.Heartbeat();
                    await Task.Delay(1, ct);
                }
            }
        }
        """);

    [Fact]
    public Task JOB201_adds_a_context_on_a_line_of_its_own() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(
                int n, // how many
                /* why */ string s = "", // what
                CancellationToken ct = default /* stop */)
            {
                {|JOB201:while|} (n > 0)
                {   // again
                    await Task.Delay(n, ct);
                }
            }
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(
                int n, // how many
                TaskContext context,
                /* why */ string s = "", // what
                CancellationToken ct = default /* stop */)
            {
                while (n > 0)
                {   // again
                    context.Heartbeat();
                    await Task.Delay(n, ct);
                }
            }
        }
        """);

    [Fact]
    public Task JOB201_drops_an_interval_with_its_own_comments_only() => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a",
                Timeout = 5, // five
                {|JOB201:MaxHeartbeatInterval = 30|})] // thirty
            public static Task A() => Task.CompletedTask;

            [RegisterTask("b",
                // beats
                {|JOB201:MaxHeartbeatInterval = 30|}, // often
                Timeout = 5)]
            public static Task B() => Task.CompletedTask;
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a",
                Timeout = 5 // five
                )] // thirty
            public static Task A() => Task.CompletedTask;

            [RegisterTask("b",
                Timeout = 5)]
            public static Task B() => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("MaxRetries = 3, FatalExceptions = null!", "MaxRetries = 3, FatalExceptions = [typeof(IOException)]")]
    [InlineData("MaxRetries = 3, FatalExceptions = new Type[0]", "MaxRetries = 3, FatalExceptions = [typeof(IOException)]")]
    [InlineData("MaxRetries = 3 /* thrice */", "MaxRetries = 3 /* thrice */, FatalExceptions = [typeof(IOException)]")]
    [InlineData("MaxRetries = 3, FatalExceptions = [typeof(TimeoutException) /* late */]", "MaxRetries = 3, FatalExceptions = [typeof(TimeoutException) /* late */, typeof(IOException)]")]
    [InlineData("\n        MaxRetries = 3 // thrice\n    ", "\n        MaxRetries = 3, // thrice\n        FatalExceptions = [typeof(IOException)]\n    ")]
    [InlineData("\n        MaxRetries = 3\n#if SLOW\n        , Timeout = 5\n#endif\n    ", "\n        MaxRetries = 3,\n        FatalExceptions = [typeof(IOException)]\n#if SLOW\n        , Timeout = 5\n#endif\n    ")]
    public Task JOB211_adds_to_an_attribute_however_it_is_written(string before, string after) => FixTest<NonExpectedException, NonExpectedExceptionFix>.RunAsync(
        Throwing(before, "{|JOB211:new IOException()|}"), Throwing(after, "new IOException()"), "FatalExceptions");

    [Fact]
    public Task JOB221_takes_a_token_beside_comments_and_directives_under_an_alias_of_the_attribute() => FixTest<MissingToken, MissingTokenFix>.RunAsync(
        """
        using Job = Jobbers.Declaration.RegisterTaskAttribute;
        public static class T
        {
            [Job("a")]
            public static async Task {|JOB221:A|}(
                int n, // how many
                string s // what
                ) => await Task.Delay(n);

            [Job("b")]
            public static async Task {|JOB221:B|}(
        #if SLOW
                int z,
        #endif
                int n) => await Task.Delay(n);
        }
        """,
        """
        using Job = Jobbers.Declaration.RegisterTaskAttribute;
        public static class T
        {
            [Job("a")]
            public static async Task A(
                int n, // how many
                string s, // what
                CancellationToken cancellationToken
                ) => await Task.Delay(n);

            [Job("b")]
            public static async Task B(
        #if SLOW
                int z,
        #endif
                int n, CancellationToken cancellationToken) => await Task.Delay(n);
        }
        """);

    [Fact]
    public Task JOB222_writes_keywords_as_names_and_keeps_lines() => FixTest<TokenNotPassed, TokenNotPassedFix>.RunAsync(
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(Stream from, CancellationToken @event)
            {
                await from.{|JOB222:CopyToAsync|}(
                    from, // to
                    3 // size
                );
                await Of.{|JOB222:Them|}(n: 1);
            }
        }

        public static class Of
        {
            public static Task Them(int n = 0, int m = 0, CancellationToken @class = default) => Task.FromResult(n + m);
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(Stream from, CancellationToken @event)
            {
                await from.CopyToAsync(
                    from, // to
                    3, // size
                    @event
                );
                await Of.Them(n: 1, @class: @event);
            }
        }

        public static class Of
        {
            public static Task Them(int n = 0, int m = 0, CancellationToken @class = default) => Task.FromResult(n + m);
        }
        """,
        "Pass");

    [Fact]
    public Task JOB223_writes_a_keyword_as_a_name() => FixTest<SwallowedCancellation, SwallowedCancellationFix>.RunAsync(
        Swallowing("catch ({|JOB223:OperationCanceledException|})"), Swallowing("catch (OperationCanceledException) when (!@event.IsCancellationRequested)"));

    [Fact]
    public Task JOB231_writes_a_keyword_as_a_name_under_using_static() => FixTest<BlockingCall, BlockingCallFix>.RunAsync(
        Sleeping("{|JOB231:Sleep|}(3); // nap"), Sleeping("await Task.Delay(3, @event); // nap"));

    [Theory]
    [InlineData("{|JOB201:while|} (true)\n        {\n            await Task.Delay(1, ct);\n        }", "while (true)\n        {\n            context.Heartbeat();\n            await Task.Delay(1, ct);\n        }")]
    [InlineData("{|JOB201:while|} (true)\n            await Task.Delay(1, ct);", "while (true)\n        {\n            context.Heartbeat();\n            await Task.Delay(1, ct);\n        }")]
    public Task JOB201_keeps_the_line_breaks_of_the_file(string before, string after) => FixTest<MissingHeartbeat, MissingHeartbeatFix>.RunAsync(OnWindows(before), OnWindows(after));

    private static string OnWindows(string loop) => $$"""
        public static class T
        {
            [RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run(TaskContext context, CancellationToken ct)
            {
                {{loop}}
            }
        }
        """.Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Beating(string usings, string context, string token, string beat, string loop) => $$"""
        {{usings}}public static class T
        {
            [Jobbers.Declaration.RegisterTask("a", MaxHeartbeatInterval = 30)]
            public static async Task Run({{context}} @event, {{token}} ct)
            {
                {{loop}} (true)
                {{{beat}}
                    await Task.Delay(1, ct);
                }
            }
        }
        """.Replace("                @event", "            @event", StringComparison.Ordinal);

    private static string Throwing(string options, string thrown) => $$"""
        public static class T
        {
            [RegisterTask("a", {{options}})]
            public static Task Run() => throw {{thrown}};
        }
        """.Replace("\"a\", \n", "\"a\",\n", StringComparison.Ordinal);

    private static string Swallowing(string clause) => $$"""
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(CancellationToken @event)
            {
                try
                {
                    await Task.Delay(1, @event);
                }
                {{clause}} // quiet
                {
                }
            }
        }
        """;

    private static string Sleeping(string call) => $$"""
        using static System.Threading.Thread;
        public static class T
        {
            [RegisterTask("a")]
            public static async Task Run(CancellationToken @event)
            {
                await Task.Yield();
                {{call}}
            }
        }
        """;
}
