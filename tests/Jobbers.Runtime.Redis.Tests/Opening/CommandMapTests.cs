using Jobbers.Redis.Scripting;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Opening;

public sealed class CommandMapTests
{
    [Theory]
    [InlineData("localhost", "$EVALSHA=FCALL")]
    [InlineData("localhost,$CONFIG=hidden,$INFO=about", "$CONFIG=HIDDEN,$EVALSHA=FCALL,$INFO=ABOUT")]
    public void Functions_are_called_and_what_was_renamed_stays_renamed(string configuration, string commands) =>
        Assert.Equal(commands, ScriptRunner.Commands(ConfigurationOptions.Parse(configuration).CommandMap).ToString());
}
