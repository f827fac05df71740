using Jobbers.Hosts.Http;

namespace Jobbers.Hosts.Tests;

/// <summary>What can be read can be asked for its headers alone (RFC 9110, 9.1), and the answer has no body.</summary>
public sealed class HeadTests : ManagerTests
{
    [Fact]
    public async Task Every_route_that_takes_get_takes_head()
    {
        var id = await Manager.SubmitAsync();
        await Manager.Worker.CompleteAsync();
        var paths = Routes.All.Where(route => route.Method == "GET")
            .Select(route => route.Path.Replace("{id}", id, StringComparison.Ordinal).Replace("/roles/{name}", "/roles/none", StringComparison.Ordinal).Replace("{name}", "default", StringComparison.Ordinal))
            .Concat(["/", "/assets/app.js", "/assets/nothing.js"]);

        foreach (var path in paths)
        {
            var answer = await HeadAsync(path);
            // A stream of events has no end to compare with.
            var (status, type) = path == "/events" ? (200, "text/event-stream") : await GetAsync(path);
            Assert.True((status, type, "") == answer, $"{path}: {answer}");
        }
    }

    [Fact]
    public async Task What_is_refused_is_refused_without_a_body_too()
    {
        Assert.Equal((400, "application/problem+json", ""), await HeadAsync("/tasks?status=lost"));
        Assert.Equal((400, "application/problem+json", ""), await HeadAsync("/events?status=lost"));
        Assert.Equal((404, "application/problem+json", ""), await HeadAsync("/nowhere"));
        Assert.Equal((405, "application/problem+json", ""), await HeadAsync("/submit-task"));
    }

    /// <summary>Two on one connection: a body after the first would be taken for the second answer.</summary>
    [Fact]
    public async Task A_connection_goes_on_after_the_headers()
    {
        await using var connection = await RawConnection.OpenAsync(Manager);
        await connection.SendAsync("HEAD /stats HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        var answers = (await connection.ReadToEndAsync()).Split("\r\n\r\n");

        Assert.Equal(3, answers.Length);
        Assert.All(answers[..2], answer => Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal));
        Assert.Equal("", answers[2]);
    }

    private async Task<(int Status, string? Type, string Body)> HeadAsync(string path) => await SendAsync(HttpMethod.Head, path);

    private async Task<(int Status, string? Type)> GetAsync(string path)
    {
        var (status, type, _) = await SendAsync(HttpMethod.Get, path);
        return (status, type);
    }

    private async Task<(int Status, string? Type, string Body)> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(Manager.Address, path));
        using var answer = await Manager.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
