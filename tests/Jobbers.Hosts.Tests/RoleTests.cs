namespace Jobbers.Hosts.Tests;

public class RoleTests : ManagerTests
{
    [Fact]
    public async Task A_role_is_created_once()
    {
        var answer = (await Manager.PostAsync("/roles", """{"name":"r","queues":["reports","default","reports"]}""")).Is(201);

        Assert.Equal("r", answer["role"].GetString());
        Assert.Equal(["default", "reports"], answer.Strings("queues"));
        Assert.False(answer.Has("warning"));
        (await Manager.PostAsync("/roles", """{"role":"r","queues":[]}""")).IsProblem(409);
        Assert.Equal(["r"], (await Manager.GetAsync("/roles")).Is(200).Strings("roles"));
    }

    [Theory]
    [InlineData("""["reports"]""")]
    [InlineData("""{"queues":["reports"]}""")]
    [InlineData("""{"name":"r","queues":["reports"]}""")]
    public async Task A_put_creates_and_replaces(string body)
    {
        (await Manager.PutAsync("/roles/r", """["default"]""")).Is(200);

        Assert.Equal(["reports"], (await Manager.PutAsync("/roles/r", body)).Is(200).Strings("queues"));
        Assert.Equal(["reports"], (await Manager.GetAsync("/roles/r")).Is(200).Strings("queues"));
    }

    [Fact]
    public async Task Role_default_serves_what_no_other_does_until_it_is_defined()
    {
        await Manager.PutAsync("/roles/r", """["reports"]""");
        Assert.Equal(["default"], (await Manager.GetAsync("/roles/default")).Is(200).Strings("queues"));
        await Manager.PutAsync("/queues/lonely", "{}");

        var answer = (await Manager.PutAsync("/roles/default", """["default"]""")).Is(200);

        Assert.Contains("lonely", answer["warning"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_deleted()
    {
        await Manager.PutAsync("/roles/r", """["reports"]""");

        Assert.Contains("r", (await Manager.DeleteAsync("/roles/r")).Is(200)["message"].GetString(), StringComparison.Ordinal);
        (await Manager.DeleteAsync("/roles/r")).IsProblem(404);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("default")]
    public async Task A_refresh_changes_nothing_but_the_version(string role)
    {
        await Manager.PutAsync("/roles/r", """["reports"]""");
        var before = await Manager.Store.Routing.GetSnapshotAsync(TestContext.Current.CancellationToken);

        (await Manager.PostAsync($"/roles/{role}/refresh")).Is(200);

        var after = await Manager.Store.Routing.GetSnapshotAsync(TestContext.Current.CancellationToken);
        Assert.True(after.Version > before.Version);
        Assert.Equal(before.Queues, after.Queues);
        Assert.Equal(before.Roles.Select(known => known.Name), after.Roles.Select(known => known.Name));
        (await Manager.PostAsync("/roles/nobody/refresh")).IsProblem(404);
    }

    [Theory]
    [InlineData("""{}""", "name", "queues")]
    [InlineData("""{"name":"a b","queues":[]}""", "name")]
    [InlineData("""{"name":"r"}""", "queues")]
    [InlineData("""{"name":"r","queues":"reports"}""", "queues")]
    [InlineData("""{"name":"r","queues":[1]}""", "queues")]
    [InlineData("""{"name":"r","queues":["nowhere","reports"]}""", "queues")]
    [InlineData("""{"name":"r","queues":["\ud800"]}""", "queues")]
    [InlineData("""{"name":"r","queues":[],"more":1}""", "more")]
    [InlineData("""["reports"]""", "body")]
    public async Task What_is_not_valid_is_named(string body, params string[] paths) => (await Manager.PostAsync("/roles", body)).IsInvalid(paths);

    [Theory]
    [InlineData("""{"name":"s","queues":[]}""", "name")]
    [InlineData("""["nowhere"]""", "queues")]
    [InlineData("""[[]]""", "queues")]
    [InlineData("5", "body")]
    public async Task A_put_that_is_not_valid_is_named(string body, string path) => (await Manager.PutAsync("/roles/r", body)).IsInvalid(path);

    [Theory]
    [InlineData("GET", "/roles/{0}")]
    [InlineData("DELETE", "/roles/{0}")]
    [InlineData("POST", "/roles/{0}/refresh")]
    public async Task An_unknown_role_is_404_and_a_name_that_cannot_be_400(string method, string path)
    {
        (await Manager.SendAsync(method, path.Replace("{0}", "nobody", StringComparison.Ordinal))).IsProblem(404);
        (await Manager.SendAsync(method, path.Replace("{0}", "a%2Fb", StringComparison.Ordinal))).IsInvalid("name");
    }
}
