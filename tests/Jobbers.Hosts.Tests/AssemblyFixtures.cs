using Jobbers.Redis.Tests.Server;

[assembly: AssemblyFixture(typeof(SharedRedis))]
