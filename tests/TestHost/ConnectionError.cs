using System.Diagnostics.CodeAnalysis;

namespace TestHost;

/// <summary>Named as the README's error is: the type's name is the error's.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The name is what is shown.")]
public sealed class ConnectionError(string message) : Exception(message);
