namespace Jobbers.Hosts.Tests.Native;

public sealed class NativeTaskOnRedisTests() : NativeTaskTests("redis");
