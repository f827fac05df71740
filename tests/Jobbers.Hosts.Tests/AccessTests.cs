using System.Security.Cryptography;
using System.Text;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http;
using Jobbers.Hosts.Http.Access;

namespace Jobbers.Hosts.Tests;

public sealed class AccessTests
{
    private static readonly string[] RoleNames = ["viewer", "submitter", "operator", "admin"];

    private static string Keys => string.Join(';', RoleNames.Select(role => $"{role}-key:{role}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"key of {role}")))}"));

    [Fact]
    public async Task Each_route_lets_in_the_roles_it_is_for_and_no_other()
    {
        await using var manager = await Manager.StartAsync(Keys);
        foreach (var route in Routes.All)
        {
            // 403 is the gate's own answer; whatever a route says to an empty request comes after it.
            await IsRefusedAsync(manager, route, null, route.Needs == AccessRole.Anonymous ? null : 401);
            foreach (var (role, i) in RoleNames.Select((role, i) => (role, i)))
                await IsRefusedAsync(manager, route, $"key of {role}", AccessRole.Viewer + i < route.Needs ? 403 : null);
        }

        manager.Log.AssertNoFailure();
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Bearer")]
    [InlineData("Basic a2V5")]
    [InlineData("key of admin")]
    [InlineData("Bearer key of admin, Bearer key of admin")]
    public async Task A_key_is_sent_as_bearer_and_right(string header)
    {
        await using var manager = await Manager.StartAsync(Keys);

        var answer = (await manager.SendAsync("GET", "/tasks", change: request => request.Headers.TryAddWithoutValidation("Authorization", header))).IsProblem(401);

        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task With_keys_any_host_and_origin_may_ask()
    {
        await using var manager = await Manager.StartAsync(Keys);

        (await manager.SendAsync("GET", "/tasks", change: request =>
        {
            Manager.Key(request, "key of viewer");
            request.Headers.Host = "jobs.example.org";
            request.Headers.Add("Origin", "https://ui.example.org");
        })).Is(200);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1234")]
    [InlineData("127.0.0.1:80")]
    [InlineData("127.8.9.1")]
    [InlineData("[::1]:8000")]
    [InlineData("jobs.internal:8000")]
    public async Task Without_keys_its_own_names_are_served(string host)
    {
        await using var manager = await Manager.StartAsync(hosts: ["jobs.internal"]);
        (await manager.SendAsync("GET", "/tasks", change: request => request.Headers.Host = host)).Is(200);
    }

    [Theory]
    [InlineData("evil.example.org")]
    [InlineData("localhost.evil.org")]
    [InlineData("10.0.0.1:8000")]
    [InlineData("[fe80::1]")]
    [InlineData("0.0.0.0")]
    public async Task Without_keys_other_names_are_misdirected(string host)
    {
        await using var manager = await Manager.StartAsync();
        foreach (var path in (string[])["/tasks", "/health/live"])
            (await manager.SendAsync("GET", path, change: request => request.Headers.Host = host)).IsProblem(421);
    }

    [Fact]
    public async Task Where_other_machines_may_call_any_address_is_served_but_no_other_name()
    {
        await using var manager = await Manager.StartAsync(allowsAddresses: true);

        (await manager.SendAsync("GET", "/tasks", change: request => request.Headers.Host = "10.0.0.1:8000")).Is(200);
        (await manager.SendAsync("GET", "/tasks", change: request => request.Headers.Host = "evil.example.org")).IsProblem(421);
    }

    [Theory]
    [InlineData("http://evil.example.org")]
    [InlineData("null")]
    [InlineData("http://localhost:1")]
    [InlineData("")]
    public async Task Without_keys_other_sites_are_refused(string origin)
    {
        await using var manager = await Manager.StartAsync();
        (await manager.SendAsync("POST", "/tasks", """{"name":"echo"}""", request => request.Headers.TryAddWithoutValidation("Origin", origin))).IsProblem(403);
        Assert.Empty((await manager.GetAsync("/tasks")).Is(200)["tasks"].EnumerateArray());
    }

    [Fact]
    public async Task Without_keys_its_own_pages_are_served()
    {
        await using var manager = await Manager.StartAsync();
        (await manager.SendAsync("POST", "/tasks", """{"name":"echo"}""", request => request.Headers.Add("Origin", manager.Address.GetLeftPart(UriPartial.Authority)))).Is(201);
    }

    [Theory]
    [InlineData("https://jobs.example.org", 201)]
    [InlineData("https://jobs.example.org:443", 201)]
    [InlineData("https://evil.example.org", 403)]
    [InlineData("https://jobs.example.org:8443", 403)]
    [InlineData("ftp://jobs.example.org", 403)]
    public async Task Without_keys_its_own_pages_are_served_behind_a_proxy_that_ends_tls(string origin, int status)
    {
        await using var manager = await Manager.StartAsync(hosts: ["jobs.example.org"]);
        (await manager.SendAsync("POST", "/tasks", """{"name":"echo"}""", request =>
        {
            request.Headers.Host = "jobs.example.org";
            request.Headers.Add("Origin", origin);
        })).Is(status);
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_refused_even_where_none_is_needed()
    {
        await using var manager = await Manager.StartAsync();
        var id = await manager.SubmitAsync();

        foreach (var path in (string[])[$"/tasks/{id}/cancel", $"/task/{id}/cancel", $"/tasks/{id}/resubmit", "/queues/reports/pause"])
            (await manager.SendAsync("POST", path, "a=b"u8.ToArray(), "application/x-www-form-urlencoded")).IsProblem(415);
        Assert.Equal("submitted", (await manager.GetAsync($"/tasks/{id}"))["status"].GetString());
    }

    [Theory]
    [InlineData(";")]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name:viewer")]
    [InlineData("name:root:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("name:viewer:00")]
    [InlineData("name:viewer:zz00000000000000000000000000000000000000000000000000000000000000")]
    public void Keys_that_are_none_are_refused_at_start(string keys) => Assert.Throws<SettingsException>(() => ApiKeys.Parse(keys));

    [Fact]
    public void An_entry_that_is_the_key_itself_is_named_by_its_place_and_not_repeated()
    {
        var refused = Assert.Throws<SettingsException>(() => ApiKeys.Parse($"{Keys.Split(';')[0]};s3cret-key"));

        Assert.StartsWith("Entry 2 of JOBBERS_API_KEYS is not name:role:sha256", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_keys_there_are_none() => Assert.True(ApiKeys.Parse(null).IsEmpty);

    private static async Task IsRefusedAsync(Manager manager, Route route, string? key, int? status)
    {
        // A stream that is let in does not end by itself; a filter that is refused ends it after the gate.
        var query = route.Path == "/events" ? "?status=x" : "";
        var path = route.Path.Replace("{id}", "01JBKR2E5F3G4H5J6K718M9N0P", StringComparison.Ordinal).Replace("{name}", "nobody", StringComparison.Ordinal);
        var answer = await manager.SendAsync(route.Method, path + query, route.Method == "GET" ? null : "{}", request =>
        {
            if (key is not null)
                Manager.Key(request, key);
        });
        if (status is { } refusal)
            Assert.True(answer.IsProblem(refusal).Status == refusal, $"{route.Method} {route.Path} with {key}");
        else
            Assert.True(answer.Status is not (401 or 403) and < 500, $"{route.Method} {route.Path} with {key}: {answer.Status} {answer.Text}");
    }
}
