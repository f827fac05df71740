using System.Net.Sockets;
using Jobbers.Hosts.Configuration;

namespace Jobbers.Hosts.Processes;

/// <summary>Says why a manager cannot listen where it was told to.</summary>
internal static class ListenTrouble
{
    /// <summary>A sentence that says what to do; null when something else failed.</summary>
    public static string? Describe(Exception failure, ListenSettings listen)
    {
        var advice = Codes(failure).FirstOrDefault(code => code is not null) switch
        {
            SocketError.AddressAlreadyInUse => "another program listens there. Stop it, or listen elsewhere: --urls http://127.0.0.1:8001, or JOBBERS_URLS",
            SocketError.AccessDenied => "this user may not, as with ports below 1024. Take a larger port, as --urls http://127.0.0.1:8000, or give the program the right",
            SocketError.AddressNotAvailable => "this machine does not have the address. Listen at one that it has, or at all of them: --urls http://0.0.0.0:8000",
            SocketError.AddressFamilyNotSupported => "this machine does not speak that version of IP. Listen at an address of the other: --urls http://127.0.0.1:8000",
            _ => null,
        };
        return advice is null ? null : $"Cannot listen at {string.Join(" and ", listen.Urls.Select(url => url.OriginalString))}: {advice}";
    }

    /// <summary>The server wraps some of them, and of localhost, which is two addresses, several.</summary>
    private static IEnumerable<SocketError?> Codes(Exception? failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (at is AggregateException several)
            {
                foreach (var code in several.InnerExceptions.SelectMany(Codes))
                    yield return code;
            }

            yield return (at as SocketException)?.SocketErrorCode;
        }
    }
}
