namespace Jobbers.Hosts.Configuration;

/// <summary>The program was configured or called wrongly; its message says with what, and what is allowed. Exit code 2.</summary>
internal sealed class SettingsException(string message) : Exception(message);
