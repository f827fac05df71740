using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Runtime.Tests.Telemetry;

public sealed class StoreOutageTests
{
    private readonly LogLines<StoreOutage> _log = new();

    [Fact]
    public void The_stack_of_an_unexpected_error_is_shown_once_and_then_each_is_one_line()
    {
        var outage = new StoreOutage("Loop", _log);

        for (var i = 0; i < 3; i++)
            outage.Failed(new InvalidOperationException($"no {i}\nand more"));

        Assert.Equal(["no 0\nand more"], _log.Exceptions.Select(shown => shown.Message));
        Assert.Equal(
            ["Loop met an error it did not expect and goes on",
                "Loop met the same kind of error again and goes on: InvalidOperationException: no 1 and more",
                "Loop met the same kind of error again and goes on: InvalidOperationException: no 2 and more"],
            _log.All);
    }

    [Fact]
    public void Another_kind_of_error_and_one_after_a_success_are_shown_in_full()
    {
        var outage = new StoreOutage("Loop", _log);

        outage.Failed(new InvalidOperationException("a"));
        outage.Failed(new StoreUnavailableException("away"));
        outage.Failed(new ArgumentException("b"));
        outage.Over();
        outage.Failed(new ArgumentException("c"));

        Assert.Equal(["a", "b", "c"], _log.Exceptions.Select(shown => shown.Message));
    }
}
