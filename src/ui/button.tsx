// The page's button: primary (one a panel at most), plain, quiet, or an icon alone with its name as label and tooltip.

import type { ComponentProps } from 'react';
import './button.css';
import { classNames } from './class-names';
import { Icon, type IconName } from './icon';

export interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet';
  icon?: IconName;
  small?: boolean;
}

export function Button({ look = 'plain', icon, small, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames('button', `button--${look}`, small && 'button--small', className)}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName;
  label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classNames('button', 'button--quiet', 'button--icon', className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
