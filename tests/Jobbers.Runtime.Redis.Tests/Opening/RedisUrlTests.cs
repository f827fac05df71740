using Jobbers.Storage;

namespace Jobbers.Redis.Tests.Opening;

public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "redis://localhost:6379", null, null)]
    [InlineData("redis://localhost:7000/3", "redis://localhost:7000/3", null, null)]
    [InlineData("redis://:se%2Fcret@10.0.0.1:6379", "redis://10.0.0.1:6379", null, "se/cret")]
    [InlineData("redis://ada:secret@db.example:6380/0", "redis://db.example:6380", "ada", "secret")]
    [InlineData("rediss://db.example:6380", "rediss://db.example:6380", null, null)]
    [InlineData("localhost:7001,password=secret,defaultDatabase=2", "redis://localhost:7001/2", null, "secret")]
    [InlineData("localhost", "redis://localhost:6379", null, null)]
    public void It_is_read_in_all_its_forms(string url, string place, string? user, string? password)
    {
        var options = RedisUrl.Parse(url);
        Assert.Equal((place, user, password), (RedisUrl.Describe(options), options.User, options.Password));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://user:secret@localhost")]
    [InlineData("redis://:secret@localhost/abc")]
    [InlineData("redis://:secret@localhost?timeout=5")]
    [InlineData("redis://")]
    [InlineData("localhost,pasword=secret")]
    [InlineData("password=secret")]
    public void What_is_none_of_them_is_refused_with_the_forms_and_without_the_secret(string url)
    {
        var refused = Assert.Throws<StoreRefusedException>(() => RedisUrl.Parse(url, "--store"));
        Assert.StartsWith("--store ", refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
        Assert.Null(refused.InnerException);
    }
}
