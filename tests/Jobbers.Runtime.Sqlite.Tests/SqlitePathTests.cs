using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

public sealed class SqlitePathTests
{
    [Theory]
    [InlineData("jobbers.db", "jobbers.db")]
    [InlineData("/var/lib/jobbers.db", "/var/lib/jobbers.db")]
    [InlineData(" data/jobbers.db ", "data/jobbers.db")]
    [InlineData("sqlite:jobbers.db", "jobbers.db")]
    [InlineData("sqlite:/var/jobbers.db", "/var/jobbers.db")]
    [InlineData("sqlite:///jobbers.db", "jobbers.db")]
    [InlineData("sqlite:////var/jobbers.db", "/var/jobbers.db")]
    [InlineData("sqlite+aiosqlite:///jobbers.db", "jobbers.db")]
    [InlineData("sqlite+aiosqlite:////var/jobbers.db?timeout=5", "/var/jobbers.db")]
    [InlineData("SQLite:///Jobbers.db", "Jobbers.db")]
    [InlineData(@"C:\data\jobbers.db", @"C:\data\jobbers.db")]
    public void A_place_names_a_path(string place, string path) => Assert.Equal(path, SqlitePath.Parse(place));

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("sqlite://")]
    [InlineData("sqlite://host/jobbers.db")]
    [InlineData("sqlite:///")]
    [InlineData(":memory:")]
    [InlineData("sqlite:///:memory:")]
    public void A_place_without_a_file_is_refused(string place) => Assert.Throws<StoreRefusedException>(() => SqlitePath.Parse(place));
}
