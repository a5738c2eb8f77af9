using System.CommandLine;
using PicoClaw.Gateway.Commands;

// The host handles Ctrl+C itself and finishes what is in flight; the command line's own two seconds would cut that short.
return await PicoClawCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
