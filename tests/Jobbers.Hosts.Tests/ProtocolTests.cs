using System.Globalization;

namespace Jobbers.Hosts.Tests;

/// <summary>Header tricks, slow clients and bodies that are not what they say: refused or cut off, and the manager goes on for others.</summary>
public sealed class ProtocolTests : ManagerTests
{
    private const string Body = """{"name":"echo"}""";

    /// <summary>Requests whose framing is ambiguous or broken: what one server takes for a body, the next may take for a request.</summary>
    public static TheoryData<string> Tricks =>
    [
        $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{Body}",
        $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\nConnection: close\r\n\r\n{Body}",
        $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999\r\nConnection: close\r\n\r\n{Body}",
        $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{Body}\r\n0\r\n\r\n",
        $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip, identity\r\nConnection: close\r\n\r\n{Body}",
        "GET /tasks HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /tasks HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n",
        "GET http://evil.example.org/tasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /tasks HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\nConnection: close\r\n\r\n",
        "GET /tasks HTTP/1.1\r\nHost : localhost\r\nConnection: close\r\n\r\n",
        "GET /tasks HTTP/1.1\r\nHost: localhost\r\n folded: x\r\nConnection: close\r\n\r\n",
        "GET /tasks HTTP/9.9\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET tasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /%2e%2e/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task What_is_ambiguous_or_broken_is_refused_and_stores_nothing(string request)
    {
        await using var connection = await RawConnection.OpenAsync(Manager);
        await connection.SendAsync(request);
        var answer = await connection.ReadToEndAsync();

        // The preface of HTTP/2 is answered in HTTP/2: that it is not spoken here.
        Assert.True(!answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || Status(answer) is >= 400 and < 500 or 505, answer);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.", answer, StringComparison.Ordinal);
        Assert.Empty((await Manager.GetAsync("/tasks")).Is(200)["tasks"].EnumerateArray());
    }

    [Fact]
    public async Task A_length_beside_chunks_is_no_second_request()
    {
        // The chunks say where the body ends; what follows the length is not taken for a request of its own.
        await using var connection = await RawConnection.OpenAsync(Manager);
        await connection.SendAsync(
            $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\nDELETE /queues/reports HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var answer = await connection.ReadToEndAsync();

        Assert.Equal(1, answer.Split("HTTP/1.1 ").Length - 1);
        (await Manager.GetAsync("/queues/reports/config")).Is(200);
    }

    [Theory]
    [InlineData(20_000, 1, 431)]
    [InlineData(10, 200, 431)]
    public async Task Headers_are_bounded_in_size_and_number(int length, int count, int status)
    {
        await using var connection = await RawConnection.OpenAsync(Manager);
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('x', length)}\r\n"));
        await connection.SendAsync($"GET /tasks HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n");

        Assert.Equal(status, Status(await connection.ReadToEndAsync()));
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        await using var connection = await RawConnection.OpenAsync(Manager);
        await connection.SendAsync($"GET /tasks?tag={new string('x', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.Equal(414, Status(await connection.ReadToEndAsync()));
    }

    [Theory]
    [InlineData("GET /tasks HTTP/1.1\r\nHost: localh")]
    [InlineData("POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"name\":")]
    public async Task Who_sends_too_slowly_is_cut_off_and_nobody_waits_for_it(string begun)
    {
        await using var slow = await RawConnection.OpenAsync(Manager);
        await slow.SendAsync(begun);

        // Others are served meanwhile.
        for (var i = 0; i < 20; i++)
            (await Manager.GetAsync("/tasks")).Is(200);
        var answer = await slow.ReadToEndAsync();

        Assert.True(answer.Length == 0 || Status(answer) == 408, answer);
    }

    [Fact]
    public async Task A_body_that_never_comes_whole_stores_nothing()
    {
        // Many times: the server is to stumble in no order in which it may notice the end of the body and of the connection.
        for (var i = 0; i < 200; i++)
        {
            await using var connection = await RawConnection.OpenAsync(Manager);
            await connection.SendAsync($"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length + 1}\r\n\r\n{Body}");
        }

        Assert.Empty((await Manager.GetAsync("/tasks")).Is(200)["tasks"].EnumerateArray());
    }

    [Fact]
    public async Task A_body_said_to_be_far_too_large_is_refused_before_it_is_sent()
    {
        await using var connection = await RawConnection.OpenAsync(Manager);
        await connection.SendAsync("POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\nConnection: close\r\n\r\n");

        Assert.Equal(413, Status(await connection.ReadToEndAsync()));
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/queues/reports")]
    [InlineData("X-Rewrite-URL", "/queues/reports")]
    [InlineData("X-Forwarded-Host", "evil.example.org")]
    [InlineData("Forwarded", "host=evil.example.org")]
    public async Task Headers_that_rewrite_requests_mean_nothing(string name, string value)
    {
        (await Manager.SendAsync("GET", "/queues/reports/config", change: request => request.Headers.Add(name, value))).Is(200);
        (await Manager.GetAsync("/queues/reports/config")).Is(200);
        Assert.Equal(404, (await Manager.SendAsync("GET", "/nowhere", change: request => request.Headers.Add(name, value))).Status);
    }

    private static int Status(string answer) => int.Parse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
}
