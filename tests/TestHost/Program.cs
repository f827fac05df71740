using TestHost;

return args is ["embedded", .. var rest]
    ? await EmbeddedProgram.RunAsync(rest)
    : await JobbersHost.RunAsync(args, jobbers => jobbers.AddTasks());
