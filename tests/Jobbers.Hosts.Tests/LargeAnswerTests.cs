namespace Jobbers.Hosts.Tests;

/// <summary>Answers whose tasks together are too large for one.</summary>
public class LargeAnswerTests : ManagerTests
{
    private const int Tasks = 30;

    [Fact]
    public async Task A_page_ends_early_and_goes_on_at_its_cursor()
    {
        var ids = await SubmitLargeAsync("echo");

        var seen = new List<string>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = (await Manager.GetAsync($"/tasks?limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}")).Is(200);
            Assert.True(page.Text.Length < 30_000_000, $"{page.Text.Length} characters");
            seen.AddRange(page["tasks"].EnumerateArray().Select(task => task.GetProperty("id").GetString()!));
            cursor = page["next_cursor"].GetString();
            pages++;
        }
        while (cursor is not null);

        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), seen);
        Assert.True(pages > 1, "all of them came in one page");
    }

    [Fact]
    public async Task Two_hundred_small_tasks_are_one_page()
    {
        for (var i = 0; i < 3; i++)
            await Manager.PostAsync("/tasks/batch", $"[{string.Join(',', Enumerable.Repeat("""{"name":"echo"}""", 100))}]");

        foreach (var path in (string[])["/tasks?limit=200", "/tasks?status=submitted&limit=200", "/tasks?task_name=echo&limit=200"])
        {
            var page = (await Manager.GetAsync(path)).Is(200);
            Assert.Equal(200, page["tasks"].EnumerateArray().Select(task => task.GetProperty("id").GetString()).Distinct().Count());
            var rest = (await Manager.GetAsync($"{path}&cursor={Uri.EscapeDataString(page["next_cursor"].GetString()!)}")).Is(200);
            Assert.Equal(100, rest["tasks"].GetArrayLength());
        }
    }

    [Fact]
    public async Task Of_many_large_dead_letters_the_last_are_shown_without_their_parameters()
    {
        await SubmitLargeAsync("pay_later");
        for (var i = 0; i < Tasks; i++)
            await Manager.Worker.FailAsync("default");

        var answer = (await Manager.PostAsync("/dead-letter-queue/resubmit", """{"queue":"default"}""")).Is(200);

        Assert.Equal(Tasks, answer["resubmitted"].GetInt32());
        var shown = answer["tasks"].EnumerateArray().Select(task => task.TryGetProperty("params", out _)).ToList();
        Assert.Equal(Tasks, shown.Count);
        Assert.True(shown[0]);
        Assert.False(shown[^1]);
    }

    private async Task<List<string>> SubmitLargeAsync(string name)
    {
        var ids = new List<string>();
        var large = new string('x', 1_000_000);
        for (var i = 0; i < Tasks; i++)
            ids.Add(await Manager.SubmitAsync(name, $$"""{"a":"{{large}}","n":{{i}}}"""));
        return ids;
    }
}
