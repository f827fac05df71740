using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Processes;

/// <summary>Says at start what the store's owner should mend.</summary>
internal static partial class StoreWarning
{
    [LoggerMessage(50, LogLevel.Warning, "{Warning}")]
    public static partial void Log(ILogger logger, string warning);
}
