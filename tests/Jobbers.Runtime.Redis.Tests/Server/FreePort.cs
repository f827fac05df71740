using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Jobbers.Redis.Tests.Server;

/// <summary>
/// A port that nobody listens on, for a process that binds it later. It lies below those that the system gives to connections: from among them, any
/// client on the machine could be given it meanwhile, and one that knocks at a closed port of this machine can even come to be connected to itself.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 15_000;
    private const string Range = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly ConcurrentDictionary<int, bool> Given = new();
    private static readonly int Above = ReadLowestOfConnections();

    /// <summary>Another one each time.</summary>
    public static int Find()
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var port = Random.Shared.Next(Lowest, Above);
            if (Given.TryAdd(port, true) && IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"no port from {Lowest} to {Above} is free");
    }

    private static bool IsFree(int port)
    {
        try
        {
            // On every address, as a program that serves all of them would hold it.
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int ReadLowestOfConnections()
    {
        var lowest = File.Exists(Range) ? int.Parse(File.ReadAllText(Range).Split('\t', ' ')[0], CultureInfo.InvariantCulture) : 32_768;
        // Where connections are given nearly all ports, there is nothing below them to choose from.
        return lowest > Lowest + 1000 ? lowest : 32_768;
    }
}
