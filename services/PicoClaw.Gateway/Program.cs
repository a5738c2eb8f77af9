using PicoClaw.Gateway.Commands;

return await PicoClawCommand.Create().Parse(args).InvokeAsync();
