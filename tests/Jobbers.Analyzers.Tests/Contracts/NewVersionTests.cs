using Jobbers.Analyzers.CodeFixes;
using Jobbers.Analyzers.Contracts;
using Jobbers.Analyzers.Tests.Flow;

namespace Jobbers.Analyzers.Tests.Contracts;

/// <summary>What stands in the way of a new version, and of the method for the old one.</summary>
public sealed class NewVersionTests
{
    [Fact]
    public Task A_version_that_code_declares_and_the_baseline_does_not_hold_is_passed_over() => FixAsync(
        """
        public static class T
        {
            private const string Name = "a";

            [RegisterTask(Name)]
            public static Task {|JOB301:Run|}(string n) => Task.CompletedTask;

            [RegisterTask(Name, Version = 2)]
            public static Task Next(string n) => Task.CompletedTask;

            [RegisterTask("b", Version = 3)]
            public static Task Other(string n) => Task.CompletedTask;
        }
        """,
        """
        public static class T
        {
            private const string Name = "a";

            [RegisterTask(Name, Version = 3)]
            public static Task Run(string n) => Task.CompletedTask;

            /// <summary>Version 1: tasks stored, and calls made, before version 3.</summary>
            [RegisterTask(Name, Version = 1)]
            public static Task RunV1(int n) =>
                throw new NotImplementedException("Do here what version 1 asks for.");

            [RegisterTask(Name, Version = 2)]
            public static Task Next(string n) => Task.CompletedTask;

            [RegisterTask("b", Version = 3)]
            public static Task Other(string n) => Task.CompletedTask;
        }
        """,
        """{ "a@1": { "n": { "type": "int32", "required": true } } }""");

    [Fact]
    public Task Two_broken_versions_become_two_new_ones() => FixAsync(
        """
        public static class T
        {
            [RegisterTask("a", Version = 2)]
            public static Task {|JOB301:Second|}(string n) => Task.CompletedTask;

            [RegisterTask("a")]
            public static Task {|JOB301:First|}(string n) => Task.CompletedTask;
        }
        """,
        """
        public static class T
        {
            [RegisterTask("a", Version = 3)]
            public static Task Second(string n) => Task.CompletedTask;

            /// <summary>Version 2: tasks stored, and calls made, before version 3.</summary>
            [RegisterTask("a", Version = 2)]
            public static Task SecondV2(int n) =>
                throw new NotImplementedException("Do here what version 2 asks for.");

            [RegisterTask("a", Version = 4)]
            public static Task First(string n) => Task.CompletedTask;

            /// <summary>Version 1: tasks stored, and calls made, before version 4.</summary>
            [RegisterTask("a", Version = 1)]
            public static Task FirstV1(int n) =>
                throw new NotImplementedException("Do here what version 1 asks for.");
        }
        """,
        """{ "a@1": { "n": { "type": "int32", "required": true } }, "a@2": { "n": { "type": "int32", "required": true } } }""");

    [Fact]
    public Task The_token_gives_way_to_an_old_parameter_of_its_name() => FixAsync(
        """
        public class B { public virtual Task Run(CancellationToken ct) => Task.CompletedTask; }
        public class T : B
        {
            [RegisterTask("a")]
            public sealed override Task {|JOB301:Run|}(CancellationToken ct) => Task.CompletedTask;
        }
        """,
        """
        public class B { public virtual Task Run(CancellationToken ct) => Task.CompletedTask; }
        public class T : B
        {
            [RegisterTask("a", Version = 2)]
            public sealed override Task Run(CancellationToken ct) => Task.CompletedTask;

            /// <summary>Version 1: tasks stored, and calls made, before version 2.</summary>
            [RegisterTask("a", Version = 1)]
            public Task RunV1(string ct, int ct2, CancellationToken ct3) =>
                throw new NotImplementedException("Do here what version 1 asks for.");
        }
        """,
        """{ "a@1": { "ct": { "type": "string", "required": true }, "ct2": { "type": "int32", "required": true } } }""");

    private static Task FixAsync(string before, string after, string baseline) =>
        FixTest<ContractBreak, ContractBreakFix>.RunAsync(before, after, NewVersion.Key, baseline: (baseline, baseline));
}
