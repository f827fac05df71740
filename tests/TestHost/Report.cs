namespace TestHost;

public sealed record Report(string Url);
