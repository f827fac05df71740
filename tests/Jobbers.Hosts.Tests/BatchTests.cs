using System.Text.Json;

namespace Jobbers.Hosts.Tests;

public class BatchTests : ManagerTests
{
    [Fact]
    public async Task Each_element_has_its_own_answer_in_order()
    {
        const string id = "01JBKR2E5F3G4H5J6K718M9N0P";

        var answer = (await Manager.PostAsync("/tasks/batch", $$$"""
            [{"name":"echo","id":"{{{id}}}"}, {"name":"generate_report","params":{"report_id":0}}, {"name":"echo","id":"{{{id}}}"},
             {"name":"echo","id":"{{{id}}}","params":{"a":1}}, 5, {"name":"echo","queue":"nowhere"}, {"name":"echo"}]
            """)).Is(200);

        List<JsonElement> results = [.. answer["results"].EnumerateArray()];
        Assert.Equal([true, false, true, false, false, false, true], results.Select(result => result.GetProperty("ok").GetBoolean()));
        Assert.Equal(id, results[0].GetProperty("task").GetProperty("id").GetString());
        Assert.True(results[2].GetProperty("task").GetProperty("deduplicated").GetBoolean());
        Assert.Equal([400, 409, 400, 400], results.Where(result => !result.GetProperty("ok").GetBoolean()).Select(result => result.GetProperty("problem").GetProperty("status").GetInt32()));
        Assert.True(results[1].GetProperty("problem").GetProperty("errors").TryGetProperty("params.report_id", out _));
        Assert.Equal(2, (await Manager.GetAsync("/tasks"))["tasks"].GetArrayLength());
    }

    [Fact]
    public async Task A_thousand_tasks_fit_and_no_more()
    {
        static string Many(int count) => $"[{string.Join(',', Enumerable.Repeat("""{"name":"echo"}""", count))}]";

        var answer = (await Manager.PostAsync("/tasks/batch", Many(1000))).Is(200);

        Assert.Equal(1000, answer["results"].EnumerateArray().Select(result => result.GetProperty("task").GetProperty("id").GetString()).Distinct().Count());
        (await Manager.PostAsync("/tasks/batch", Many(1001))).IsInvalid("body");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_batch_is_a_list_of_tasks(string body) => (await Manager.PostAsync("/tasks/batch", body)).IsInvalid("body");

    [Fact]
    public async Task A_batch_has_no_idempotency_key() =>
        (await Manager.SendAsync("POST", "/tasks/batch", """[{"name":"echo"}]""", request => request.Headers.Add("Idempotency-Key", "k"))).IsInvalid("Idempotency-Key");

    [Fact]
    public async Task A_batch_may_be_larger_than_one_task_and_is_bounded()
    {
        var large = $$$"""{"name":"echo","params":{"a":"{{{new string('x', 1_000_000)}}}"}}""";

        (await Manager.PostAsync("/tasks/batch", $"[{large},{large},{large}]")).Is(200);
        (await Manager.PostAsync("/tasks/batch", $"[{string.Join(',', Enumerable.Repeat(large, 17))}]")).IsProblem(413);
    }
}
