using Jobbers.Storage;
using Microsoft.Extensions.Logging;

namespace Jobbers.Telemetry;

/// <summary>
/// One loop's view of a failing store: says once that it is gone and once that it is back, and how long to wait in between
/// (0.1 s doubling to 5 s, with jitter, for ever).
/// </summary>
internal sealed class StoreOutage(string loop, ILogger logger)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The kind of error whose stack was shown: a loop may try for hours, and meets it each time.</summary>
    private Type? _shown;

    private TimeSpan _next = First;

    /// <summary>True between a failure and the next success.</summary>
    public bool IsOn { get; private set; }

    /// <summary>A call worked.</summary>
    public void Over()
    {
        if (!IsOn)
            return;
        IsOn = false;
        _next = First;
        _shown = null;
        JobbersLog.StoreBack(logger, loop);
    }

    /// <summary>A call failed.</summary>
    /// <returns>How long to wait before the next.</returns>
    public TimeSpan Failed(Exception exception)
    {
        JobbersTelemetry.StoreErrors.Add(1, new KeyValuePair<string, object?>("loop", loop));
        if (exception is not StoreUnavailableException)
            ReportUnexpected(exception);
        else if (!IsOn)
            JobbersLog.StoreLost(logger, loop, exception.Message);
        IsOn = true;
        var wait = _next * (0.5 + Random.Shared.NextDouble());
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return wait;
    }

    private void ReportUnexpected(Exception exception)
    {
        if (_shown == exception.GetType())
        {
            JobbersLog.LoopFailedAgain(logger, loop, exception.GetType().Name, exception.Message.ReplaceLineEndings(" "));
            return;
        }

        _shown = exception.GetType();
        JobbersLog.LoopFailed(logger, exception, loop);
    }
}
