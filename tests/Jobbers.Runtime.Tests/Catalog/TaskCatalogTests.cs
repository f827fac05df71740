using System.Text;
using Jobbers.Catalog;
using Jobbers.Lifecycle;

namespace Jobbers.Runtime.Tests.Catalog;

public sealed class TaskCatalogTests
{
    [Fact]
    public void Without_a_version_the_newest_is_found()
    {
        var catalog = new TaskCatalog([Tasks.Create(version: 2), Tasks.Create(version: 10), Tasks.Create(version: 1)]);

        Assert.True(catalog.TryGet("t", null, out var newest));
        Assert.Equal(10, newest.Version);
        Assert.True(catalog.TryGet("t", 2, out var second));
        Assert.Equal(2, second.Version);
        Assert.False(catalog.TryGet("t", 3, out _));
        Assert.Equal([1, 2, 10], catalog.Tasks.Select(t => t.Version));
    }

    [Fact]
    public void Two_tasks_of_one_name_and_version_are_refused_with_both_places()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new TaskCatalog([Tasks.Create(), Tasks.Create()]));

        Assert.Equal("Task 't' version 1 is declared by both Tests.t and Tests.t. Give one of them another name or version.", refused.Message);
    }

    [Fact]
    public void A_manifest_that_lost_a_task_is_refused()
    {
        TaskDescriptor[] tasks = [Tasks.Create("a"), Tasks.Create("b")];
        var hash = TaskManifest.ComputeHash(tasks);
        Assert.Equal(hash, TaskManifest.ComputeHash(tasks.Reverse()));

        new TaskManifest("App", 2, hash, tasks).Verify();
        var refused = Assert.Throws<InvalidOperationException>(() => new TaskManifest("App", 2, hash, tasks[..1]).Verify());
        Assert.Contains("'App'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "")]
    [InlineData("-5", "")]
    [InlineData("", "params is not valid JSON (line 1, byte 1)")]
    [InlineData("5 6", "params is not valid JSON (line 1, byte 3)")]
    [InlineData("\"5\"", "params expected an integer")]
    [InlineData("{\"a\":", "params expected an integer|params is not valid JSON (line 1, byte 6)")]
    public void A_document_is_one_value_and_nothing_else(string json, string problems)
    {
        var found = new PayloadProblems();

        var read = Tasks.IntegerCodec.Instance.TryDecode(Encoding.UTF8.GetBytes(json), found, out _);

        Assert.Equal(problems.Length == 0, read);
        Assert.Equal(problems, string.Join('|', found.Items.Select(p => $"{p.Path} {p.Reason}")));
    }

    [Fact]
    public void Deep_nesting_and_broken_utf8_are_problems_not_exceptions()
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(new string('[', 100_000)), [(byte)'"', 0xff, (byte)'"'], [0xff, 0xfe] })
        {
            var found = new PayloadProblems();
            Assert.False(Tasks.IntegerCodec.Instance.TryDecode(bytes, found, out _));
            Assert.NotEmpty(found.Items);
        }
    }

    [Fact]
    public void Problems_carry_their_path_and_are_bounded()
    {
        var problems = new PayloadProblems();
        problems.Enter("sections");
        problems.Enter(2);
        problems.Add("title", "is required");
        problems.Leave();
        problems.Leave();
        problems.AddAtRoot("priority", "must be between 0 and 9");
        Assert.Equal(["params.sections[2].title", "priority"], problems.Items.Select(p => p.Path));

        for (var i = 0; i < 1000; i++)
            problems.Add("x");
        Assert.Equal(PayloadProblems.Limit, problems.Count);
    }

    [Fact]
    public void A_stored_failure_is_cut_without_breaking_a_letter()
    {
        var failure = AttemptFailure.From("X", string.Concat(Enumerable.Repeat("😀", 1500)), new string('é', 9000));

        Assert.True(failure.Message.Length <= 2000);
        Assert.EndsWith("😀…", failure.Message, StringComparison.Ordinal);
        Assert.Equal(8192, Encoding.UTF8.GetByteCount(failure.StackTrace!));
    }

    [Fact]
    public void A_unique_key_is_readable_while_short_and_hashed_when_long()
    {
        var task = new TaskDescriptor<string>
        {
            Name = "invoice",
            Version = 1,
            DeclaredBy = "Tests",
            ParametersSchema = "{}"u8.ToArray(),
            Contract = "{}",
            Codec = null!,
            Invoke = static (_, _) => default,
            WriteUniqueValues = static (writer, value) => writer.WriteStringValue(value),
        };

        Assert.Equal("invoice:[\"c7\"]", task.UniqueKeyOf("c7"));
        Assert.Equal("invoice:".Length + 64, task.UniqueKeyOf(new string('x', 500))!.Length);
    }
}
