namespace TestHost;

/// <summary>What the failing tasks list as expected.</summary>
public sealed class TransientException(string message) : Exception(message);
