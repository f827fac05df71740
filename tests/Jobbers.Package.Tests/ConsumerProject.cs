using System.Diagnostics;

namespace Jobbers.Package.Tests;

/// <summary>A project of somebody's own, in a folder that knows nothing of this repository, with one package reference.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="sdk">Of the project: that of a console program, or of a web application.</param>
    public ConsumerProject(string sdk = "Microsoft.NET.Sdk")
    {
        Write("Consumer.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <PublishAot>true</PublishAot>
                <InvariantGlobalization>true</InvariantGlobalization>
                <!-- It would ask a server on the network about vulnerabilities, and warn when there is none. -->
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Jobbers" Version="{PackedJobbers.Version}" />
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", "return await JobbersHost.RunAsync(args, jobbers => jobbers.AddTasks());");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("jobbers-consumer-").FullName;

    public string Built => Path.Combine(Folder, "bin/Release/net10.0/Consumer");

    public string Published => Path.Combine(Folder, "published", "Consumer");

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public Task<(int Code, string Output)> BuildAsync() => RunAsync("dotnet", ["build", "-c", "Release", "--nologo", "-v", "quiet", .. Packages]);

    public Task<(int Code, string Output)> PublishAsync() =>
        RunAsync("dotnet", ["publish", "-c", "Release", "-r", "linux-x64", "-o", "published", "--nologo", "-v", "quiet", .. Packages]);

    /// <summary>Runs a program in the project's folder to its end; its output is both of its streams.</summary>
    public async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        await using var ends = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await output + await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What is restored anew is kept with the project, and goes with it.</summary>
    private string[] Packages =>
    [
        $"-p:RestoreAdditionalProjectSources={PackedJobbers.Folder}",
        $"-p:RestorePackagesPath={Path.Combine(Folder, "packages")}",
        $"-p:RestoreFallbackFolders={PackedJobbers.Unpacked}",
    ];
}
