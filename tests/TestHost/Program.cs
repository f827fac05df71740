return await JobbersHost.RunAsync(args, jobbers => jobbers.AddTasks());
