namespace Jobbers.Hosts.CommandLine;

/// <summary>This machine does not give what was asked of it: an address to listen at, a file to write. The message says which, and what to do. Exit code 1.</summary>
internal sealed class MachineRefusalException(string message, Exception inner) : Exception(message, inner);
