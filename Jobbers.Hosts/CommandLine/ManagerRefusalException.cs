namespace Jobbers.Hosts.CommandLine;

/// <summary>An admin command was not done: no manager answered, or it refused. The message says which, and what to do. Exit code 1.</summary>
internal sealed class ManagerRefusalException(string message, Exception? innerException = null) : Exception(message, innerException);
