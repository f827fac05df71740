namespace Jobbers.Hosts.Tests.Native;

public sealed class NativeTaskOnSqliteTests() : NativeTaskTests("sqlite");
